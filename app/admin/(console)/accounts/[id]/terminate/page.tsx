import { notFound } from 'next/navigation';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { readAccount } from '@/lib/accounts/read-account';
import { requireRecentProof, takeOwnFlashMessage } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

export default async function TerminatePage({ params }: { params: Promise<{ id: string }> }) {
  await requireRecentProof('admin');
  const { id } = await params;
  const account = await orNull(readAccount(id));
  if (!account) notFound();
  return (
    <>
      <PageHeading
        title={[`Terminate ${account.displayName}?`, 'Operator']}
        up={{ href: `/admin/accounts/${id}`, label: 'The account' }}
      />
      <FlashNotes flash={await takeOwnFlashMessage('admin')} />
      <ConfirmPanel
        action={`/admin/accounts/${id}/terminate/confirm`}
        consequences={[
          'This is final: the account can never be reactivated, and its id and DUID are never given to another.',
          'From its next request on every call of it is refused.',
          'Its webhooks are disabled; what waits to be delivered is given up.',
          'Its sessions in the console end.',
          'Its identity records prove nothing to anybody else: their passkeys and addresses are asked by no other organisation, and open only themselves in the portal.',
          'Its access records stay as they are and go on verifying: revoke those that must end.',
        ]}
        button="Terminate the account for good"
        cancel={`/admin/accounts/${id}`}
      />
    </>
  );
}
