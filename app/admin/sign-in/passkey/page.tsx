import { redirect } from 'next/navigation';
import { ConsoleEntry } from '@/components/console/console-entry';
import { OperatorPasskey } from '@/components/console/operator-passkey';
import { operatorEnrolmentOptions } from '@/lib/consoles/enrol-operator-passkey';
import { isSignedIn } from '@/lib/sessions/find-console-session';
import { operatorAssertionOptions } from '@/lib/consoles/prove-operator-passkey';
import { env } from '@/lib/platform/env';
import { findConsole } from '../../../open-console';
import { requireBrowserId } from '../../../require-browser-id';

/** The second half of a sign-in: the passkey, or with none yet, enrolling one. */
export default async function OperatorPasskeyPage() {
  const open = await findConsole('operator');
  if (!open) redirect('/admin/sign-in?problem=ended');
  if (isSignedIn(open)) redirect('/admin');
  const browserId = await requireBrowserId();
  const toProve = await operatorAssertionOptions(open, browserId);
  if (toProve) {
    return (
      <ConsoleEntry register={env().RP_NAME} name="Operator" heading="Use your passkey">
        <OperatorPasskey step="prove" next={null} options={toProve} />
      </ConsoleEntry>
    );
  }
  return (
    <ConsoleEntry register={env().RP_NAME} name="Operator" heading="Set up a passkey">
      <p className="mb-5">
        Operators sign in with their secret and a passkey. {open.account.id} has none yet: set one
        up now. From then on the secret alone signs nobody in.
      </p>
      <OperatorPasskey
        step="enrol"
        next={null}
        options={await operatorEnrolmentOptions(open, browserId)}
      />
    </ConsoleEntry>
  );
}
