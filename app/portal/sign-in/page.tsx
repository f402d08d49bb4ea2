import { cookies } from 'next/headers';
import { SignInBody, type SignInPageProblem } from '@/components/portal/sign-in-body';
import { env } from '@/lib/platform/env';
import { hintCookieName, readHint } from '@/lib/portal/hint';
import { signInOptions } from '@/lib/portal/sign-in-by-passkey';
import { requireBrowserId } from '../../require-browser-id';

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const problems = [
  'ended',
  'again',
  'limit',
  'late',
  'signed-out',
  'passkey-removed',
  'supplier',
  'mpxn',
  'email',
] as const satisfies SignInPageProblem[];

/** Looks nothing up: what it shows depends on what was typed in this browser, not on who is known. */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { problem } = await searchParams;
  const { about } = readHint((await cookies()).get(hintCookieName())?.value);
  const { requestOptions } = await signInOptions(await requireBrowserId());
  return (
    <SignInBody
      register={env().RP_NAME}
      options={{ requestOptions, creationOptions: null }}
      suppliers={env().SUPPLIERS.map(({ id, name }) => ({ id, name }))}
      problem={problems.find((known) => known === problem) ?? null}
      isNamed={about !== null}
    />
  );
}
