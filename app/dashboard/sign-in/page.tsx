import { ConsoleEntry } from '@/components/console/console-entry';
import { entryProblems, SecretForm } from '@/components/console/secret-form';
import { safeNext } from '@/lib/http/console-cookie';
import { env } from '@/lib/platform/env';
import type { SearchParams } from '../../read-list';

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { problem, next } = await searchParams;
  return (
    <ConsoleEntry register={env().RP_NAME} name="Dashboard" heading="Sign in">
      <SecretForm
        action="/dashboard/sign-in/secret"
        problem={entryProblems.find((known) => known === problem) ?? null}
        next={next === undefined ? null : safeNext('data-user', next)}
        button="Sign in"
        accountId={null}
      />
    </ConsoleEntry>
  );
}
