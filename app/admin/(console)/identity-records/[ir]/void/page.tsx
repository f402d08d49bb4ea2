import { notFound } from 'next/navigation';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { TextInput } from '@/components/console/fields';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { readAnyIdentityRecord } from '@/lib/admin/read-identity-record';
import { requireRecentProof, takeOwnFlashMessage } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

export default async function VoidPage({ params }: { params: Promise<{ ir: string }> }) {
  await requireRecentProof('admin');
  const { ir } = await params;
  const record = await orNull(readAnyIdentityRecord(ir));
  if (!record) notFound();
  const flash = await takeOwnFlashMessage('admin');
  const up = `/admin/identity-records?ir=${ir}`;
  return (
    <>
      <PageHeading
        title={[`Void ${ir}?`, 'Operator']}
        up={{ href: up, label: 'The identity record' }}
      />
      <FlashNotes flash={flash} />
      <ConfirmPanel
        action={`/admin/identity-records/${ir}/void/confirm`}
        consequences={[
          `This says that ${record.owner.displayName} registered a person falsely, and it is final.`,
          'The record parts from the person, and the passkeys that were made for it are gone, wherever they were used.',
          'Requests to prove that person end, and so do their sessions in the portal.',
          'Access records linked to it show as disputed. They stay as they are and go on verifying: revoke those that must end.',
          'Everybody else who is known at the meter point is told by mail.',
        ]}
        button="Void the record for good"
        cancel={up}
      >
        <TextInput
          name="reason"
          label="Reason"
          hint="The organisation reads it, and it stays in the audit for good: nothing of a person."
          problems={flash?.problems}
          defaultValue={flash?.values?.reason?.[0]}
          maxLength={500}
          required
        />
      </ConfirmPanel>
    </>
  );
}
