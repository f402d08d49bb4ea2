import { notFound } from 'next/navigation';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { readAccount } from '@/lib/accounts/read-account';
import { requireConsole, takeOwnFlashMessage } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

export default async function SuspendPage({ params }: { params: Promise<{ id: string }> }) {
  await requireConsole('admin');
  const { id } = await params;
  const account = await orNull(readAccount(id));
  if (!account) notFound();
  return (
    <>
      <PageHeading
        title={[`Suspend ${account.displayName}?`, 'Operator']}
        up={{ href: `/admin/accounts/${id}`, label: 'The account' }}
      />
      <FlashNotes flash={await takeOwnFlashMessage('admin')} />
      <ConfirmPanel
        action={`/admin/accounts/${id}/suspend/confirm`}
        consequences={[
          'From its next request on every call of the account is refused, with tokens issued before as well.',
          'Its sessions in the console end.',
          'Its identity records prove nothing to anybody else: their passkeys and addresses are asked by no other organisation, and open only themselves in the portal.',
          'Its access records stay as they are: Data Providers go on verifying them.',
          'Its customers cannot be asked to prove themselves meanwhile.',
          'It can be reactivated at any time.',
        ]}
        button="Suspend the account"
        cancel={`/admin/accounts/${id}`}
      />
    </>
  );
}
