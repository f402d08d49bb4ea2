import { ConsoleEntry } from '@/components/console/console-entry';
import { AdminPasskey } from '@/components/console/admin-passkey';
import { adminAssertionOptions } from '@/lib/consoles/prove-admin-passkey';
import { safeNext } from '@/lib/http/console-cookie';
import { env } from '@/lib/platform/env';
import { requireConsole } from '../../open-console';
import { requireBrowserId } from '../../require-browser-id';
import type { SearchParams } from '../../read-list';

/** Asks who is there once more, before a sensitive step. */
export default async function AdminProvePage({ searchParams }: { searchParams: SearchParams }) {
  const open = await requireConsole('admin');
  const { next } = await searchParams;
  const options = await adminAssertionOptions(open, await requireBrowserId());
  return (
    <ConsoleEntry register={env().RP_NAME} name="Operator" heading="Confirm that it is you">
      <p className="mb-5">
        What you are about to do weighs heavily, so please use your passkey once more.
      </p>
      <AdminPasskey step="prove" next={safeNext('admin', next)} options={options} />
    </ConsoleEntry>
  );
}
