import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { PortalSession } from '@/lib/db/generated/client';
import { hasChosen } from '@/lib/portal/choose-meter-point';
import { findSession } from '@/lib/portal/find-session';
import { readRealmCookie, realmCookieName } from '@/lib/sessions/realm-cookie';

async function sessionCookie(): Promise<string | undefined> {
  return (await cookies()).get(realmCookieName('customer'))?.value;
}

/** The live session of this request, or null. */
export async function findPortalSession(): Promise<PortalSession | null> {
  return findSession(await readRealmCookie('customer', await sessionCookie()));
}

/** The session of this request; without one the customer is redirected to the sign-in page. */
export async function requireSession(): Promise<PortalSession> {
  const session = await findPortalSession();
  const path = (await sessionCookie()) ? '/portal/sign-in?problem=ended' : '/portal/sign-in';
  return session ?? redirect(path);
}

/**
 * The session of this request with its meter point chosen; without one the customer is redirected to choose
 * it.
 */
export async function requireBoundSession(): Promise<PortalSession> {
  const session = await requireSession();
  return hasChosen(session) ? session : redirect('/portal/choose');
}
