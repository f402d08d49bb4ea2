import { notFound } from 'next/navigation';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { SelectInput } from '@/components/console/fields';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { optionsOf, reasonWords } from '@/components/dashboard/words';
import { readOwnRecord } from '@/lib/access-records/read-own-record';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import { requireRole, takeOwnFlashMessage } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

export default async function RevokePage({ params }: { params: Promise<{ ak: string }> }) {
  const account = await requireRole('data-user', ['data_user']);
  const { ak } = await params;
  const found = await orNull(readOwnRecord(account.id, ak));
  if (!found) notFound();
  const isConsent = isConsentBasis(found.record.processing['legal-basis']);
  return (
    <>
      <PageHeading
        title={[`Revoke ${ak}?`, 'Dashboard']}
        up={{ href: `/dashboard/records/${ak}`, label: 'The record' }}
      />
      <FlashNotes flash={await takeOwnFlashMessage('data-user')} />
      <ConfirmPanel
        action={`/dashboard/records/${ak}/revoke/confirm`}
        consequences={[
          'From this moment no Data Provider releases data by this key.',
          'A revoked record stays revoked: to go on, register a new one.',
          ...(isConsent ? ['Your webhooks are sent consent.withdrawal with the reason.'] : []),
          'The customer sees in the portal that it ended.',
        ]}
        button="Revoke it"
        cancel={`/dashboard/records/${ak}`}
      >
        <SelectInput
          name="reason"
          label="Reason"
          options={optionsOf(reasonWords)}
          none="Choose a reason"
          required
        />
      </ConfirmPanel>
    </>
  );
}
