import { ConfirmPanel } from '@/components/console/confirm-panel';
import { PageHeading } from '@/components/console/page-heading';
import { FlashNotes } from '@/components/console/flash-notes';
import { requireRecentProof, takeOwnFlashMessage } from '../../../../open-console';

export default async function RotateSecretPage() {
  await requireRecentProof('data-user');
  return (
    <>
      <PageHeading
        title={['Rotate the secret key?', 'Dashboard']}
        up={{ href: '/dashboard/settings', label: 'Settings' }}
      />
      <FlashNotes flash={await takeOwnFlashMessage('data-user')} />
      <ConfirmPanel
        action="/dashboard/settings/rotate-secret/confirm"
        consequences={[
          'The new secret key is shown once, on the next page.',
          'The one before stays good for 15 minutes: give your software the new one until then.',
          'Bearer tokens stay good until they expire, two hours at most.',
          'All sessions of this account but this one end.',
        ]}
        button="Rotate the secret key"
        cancel="/dashboard/settings"
      />
    </>
  );
}
