import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { SignInBody, type SignInPageProblem } from '@/components/portal/sign-in-body';
import { env } from '@/lib/platform/env';
import { adoptHint } from '@/lib/portal/adopt-hint';
import { hasChosen } from '@/lib/portal/choose-meter-point';
import { hintCookieName, readHint, type Hint } from '@/lib/portal/hint';
import { signInOptions } from '@/lib/portal/sign-in-by-passkey';
import { supplierFailures } from '@/lib/suppliers/dto';
import { requireBrowserId } from '../../require-browser-id';
import { findPortalSession } from '../portal-session';
import { registerName } from '../../register-name';

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const problems: SignInPageProblem[] = [
  'ended',
  'again',
  'limit',
  'late',
  'signed-out',
  'passkey-removed',
  ...supplierFailures.map((failure) => `supplier-${failure}` as const),
  'mpxn',
  'email',
];

/**
 * Whether this browser is signed in for what a link names; or was led back from a supplier a second time, by
 * going back or loading the page again, of which nobody is at fault.
 */
async function isSignedInFor(problem: unknown, hint: Hint): Promise<boolean> {
  const isSpent = problem === 'supplier-spent';
  if (problem !== undefined && !isSpent) return false;
  const session = await findPortalSession();
  if (!session) return false;
  return isSpent || (hasChosen(session) && adoptHint(session, hint));
}

/**
 * Looks nothing up: what it shows depends on what was typed in this browser, not on who is known. Whoever is
 * signed in already for what a link names goes on to it.
 */
export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { problem } = await searchParams;
  const hint = readHint((await cookies()).get(hintCookieName())?.value);
  if (await isSignedInFor(problem, hint)) redirect('/portal/records');
  return (
    <SignInBody
      register={await registerName()}
      options={await signInOptions(await requireBrowserId())}
      suppliers={env().SUPPLIERS.map(({ id, name }) => ({ id, name }))}
      problem={problems.find((known) => known === problem) ?? null}
      isNamed={hint.about !== null}
    />
  );
}
