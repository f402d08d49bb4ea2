import { OperatorPasskey } from '@/components/console/operator-passkey';
import { PageHeading } from '@/components/console/page-heading';
import { operatorEnrolmentOptions } from '@/lib/consoles/enrol-operator-passkey';
import { requireConsole, requireRecentProof } from '../../../../open-console';
import { requireBrowserId } from '../../../../require-browser-id';

export default async function AddPasskeyPage() {
  await requireRecentProof('operator');
  const open = await requireConsole('operator');
  const options = await operatorEnrolmentOptions(open, await requireBrowserId());
  return (
    <>
      <PageHeading
        title={['Set up another passkey', 'Operator']}
        intro="It signs in to this account from then on, beside those that there are."
        up={{ href: '/admin/passkeys', label: 'My passkeys' }}
      />
      <OperatorPasskey step="enrol" next="/admin/passkeys" options={options} />
    </>
  );
}
