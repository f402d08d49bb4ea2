import { AdminPasskey } from '@/components/console/admin-passkey';
import { PageHeading } from '@/components/console/page-heading';
import { adminEnrolmentOptions } from '@/lib/consoles/enrol-admin-passkey';
import { requireConsole, requireRecentProof } from '../../../../open-console';
import { requireBrowserId } from '../../../../require-browser-id';

export default async function AddPasskeyPage() {
  await requireRecentProof('admin');
  const open = await requireConsole('admin');
  const options = await adminEnrolmentOptions(open, await requireBrowserId());
  return (
    <>
      <PageHeading
        title={['Set up another passkey', 'Operator']}
        intro="It signs in to this account from then on, beside those that there are."
        up={{ href: '/admin/passkeys', label: 'My passkeys' }}
      />
      <AdminPasskey step="enrol" next="/admin/passkeys" options={options} />
    </>
  );
}
