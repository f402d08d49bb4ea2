import { ConsoleEntry } from '@/components/console/console-entry';
import { entryProblems, SecretForm } from '@/components/console/secret-form';
import { env } from '@/lib/platform/env';
import type { SearchParams } from '../../read-list';

export default async function AdminSignInPage({ searchParams }: { searchParams: SearchParams }) {
  const { problem } = await searchParams;
  return (
    <ConsoleEntry register={env().RP_NAME} name="Operator" heading="Sign in">
      <SecretForm
        action="/admin/sign-in/secret"
        problem={entryProblems.find((known) => known === problem) ?? null}
        next={null}
        button="Continue"
        accountId={null}
      />
    </ConsoleEntry>
  );
}
