import { notFound } from 'next/navigation';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { readAccount } from '@/lib/accounts/read-account';
import { requireConsole, takeOwnFlashMessage } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

export default async function ReactivatePage({ params }: { params: Promise<{ id: string }> }) {
  await requireConsole('admin');
  const { id } = await params;
  const account = await orNull(readAccount(id));
  if (!account) notFound();
  return (
    <>
      <PageHeading
        title={[`Reactivate ${account.displayName}?`, 'Operator']}
        up={{ href: `/admin/accounts/${id}`, label: 'The account' }}
      />
      <FlashNotes flash={await takeOwnFlashMessage('admin')} />
      <ConfirmPanel
        action={`/admin/accounts/${id}/reactivate/confirm`}
        consequences={[
          'From its next request on the account works again, with its secret key of before.',
          'Bearer tokens issued before the suspension work again until they expire.',
          'Its people sign in to the console anew.',
        ]}
        button="Reactivate the account"
        cancel={`/admin/accounts/${id}`}
      />
    </>
  );
}
