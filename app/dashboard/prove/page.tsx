import { ConsoleEntry } from '@/components/console/console-entry';
import { entryProblems, SecretForm } from '@/components/console/secret-form';
import { safeNext } from '@/lib/http/console-cookie';
import { env } from '@/lib/platform/env';
import { requireConsole } from '../../open-console';
import type { SearchParams } from '../../read-list';

/** Asks who is there once more, before a sensitive step. */
export default async function ProvePage({ searchParams }: { searchParams: SearchParams }) {
  const { account } = await requireConsole('data-user');
  const { problem, next } = await searchParams;
  return (
    <ConsoleEntry register={env().RP_NAME} name="Dashboard" heading="Confirm that it is you">
      <p className="mb-5">
        What you are about to do cannot be undone, so please give your secret key once more.
      </p>
      <SecretForm
        action="/dashboard/prove/secret"
        problem={entryProblems.find((known) => known === problem) ?? null}
        next={safeNext('data-user', next)}
        button="Continue"
        accountId={account.id}
      />
    </ConsoleEntry>
  );
}
