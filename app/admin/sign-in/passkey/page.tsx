import { redirect } from 'next/navigation';
import { ConsoleEntry } from '@/components/console/console-entry';
import { AdminPasskey } from '@/components/console/admin-passkey';
import { adminEnrolmentOptions } from '@/lib/consoles/enrol-admin-passkey';
import { isSignedIn } from '@/lib/sessions/find-console-session';
import { adminAssertionOptions } from '@/lib/consoles/prove-admin-passkey';
import { env } from '@/lib/platform/env';
import { findConsole } from '../../../open-console';
import { requireBrowserId } from '../../../require-browser-id';

/** The second half of a sign-in: the passkey, or with none yet, enrolling one. */
export default async function AdminPasskeyPage() {
  const open = await findConsole('admin');
  if (!open) redirect('/admin/sign-in?problem=ended');
  if (isSignedIn(open)) redirect('/admin');
  const browserId = await requireBrowserId();
  const toProve = await adminAssertionOptions(open, browserId);
  if (toProve) {
    return (
      <ConsoleEntry register={env().RP_NAME} name="Operator" heading="Use your passkey">
        <AdminPasskey step="prove" next={null} options={toProve} />
      </ConsoleEntry>
    );
  }
  return (
    <ConsoleEntry register={env().RP_NAME} name="Operator" heading="Set up a passkey">
      <p className="mb-5">
        Operators sign in with their secret and a passkey. {open.account.id} has none yet: set one
        up now. From then on the secret alone signs nobody in.
      </p>
      <AdminPasskey
        step="enrol"
        next={null}
        options={await adminEnrolmentOptions(open, browserId)}
      />
    </ConsoleEntry>
  );
}
