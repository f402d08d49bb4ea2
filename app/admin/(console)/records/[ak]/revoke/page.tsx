import { notFound } from 'next/navigation';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { SelectInput } from '@/components/console/fields';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { optionsOf, reasonWords } from '@/components/dashboard/words';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import { readAnyRecord } from '@/lib/admin/read-record';
import { requireConsole, takeOwnFlashMessage } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

export default async function RevokeAnyPage({ params }: { params: Promise<{ ak: string }> }) {
  await requireConsole('admin');
  const { ak } = await params;
  const found = await orNull(readAnyRecord(ak));
  if (!found) notFound();
  const { record, owner } = found;
  const isConsent = isConsentBasis(record.processing['legal-basis']);
  return (
    <>
      <PageHeading
        title={[`Revoke ${ak}?`, 'Operator']}
        up={{ href: `/admin/records/${ak}`, label: 'The record' }}
      />
      <FlashNotes flash={await takeOwnFlashMessage('admin')} />
      <ConfirmPanel
        action={`/admin/records/${ak}/revoke/confirm`}
        consequences={[
          `This is a record of ${owner.displayName}, and you end it in their place.`,
          'From this moment no Data Provider releases data by this key.',
          'A revoked record stays revoked: to go on, they register a new one.',
          ...(isConsent ? ['Their webhooks are sent consent.withdrawal with the reason.'] : []),
          'The customer sees in the portal that the register’s operator ended it.',
        ]}
        button="Revoke it"
        cancel={`/admin/records/${ak}`}
      >
        <SelectInput name="reason" label="Reason" options={optionsOf(reasonWords)} required />
      </ConfirmPanel>
    </>
  );
}
