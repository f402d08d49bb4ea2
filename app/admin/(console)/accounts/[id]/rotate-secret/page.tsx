import { notFound } from 'next/navigation';
import { ConfirmPanel } from '@/components/console/confirm-panel';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { readAccount } from '@/lib/accounts/read-account';
import { requireRecentProof, takeOwnFlashMessage } from '../../../../../open-console';
import { orNull } from '../../../../../or-null';

export default async function RotatePage({ params }: { params: Promise<{ id: string }> }) {
  await requireRecentProof('admin');
  const { id } = await params;
  const account = await orNull(readAccount(id));
  if (!account) notFound();
  return (
    <>
      <PageHeading
        title={[`Rotate the secret key of ${account.displayName}?`, 'Operator']}
        up={{ href: `/admin/accounts/${id}`, label: 'The account' }}
      />
      <FlashNotes flash={await takeOwnFlashMessage('admin')} />
      <ConfirmPanel
        action={`/admin/accounts/${id}/rotate-secret/confirm`}
        consequences={[
          'The new secret key is shown once, on the next page, for you to hand on.',
          'The one before stays good for 15 minutes: software that has not got the new one by then stops working.',
          'Bearer tokens stay good until they expire, two hours at most. To stop a stolen secret at once, suspend the account.',
          'All sessions of the account in the console end, but for yours where it is your own.',
        ]}
        button="Rotate the secret key"
        cancel={`/admin/accounts/${id}`}
      />
    </>
  );
}
