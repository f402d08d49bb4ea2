import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { PortalSession } from '@/lib/db/generated/client';
import { hasChosen } from '@/lib/portal/choose-meter-point';
import { findSession } from '@/lib/portal/find-session';
import { readRealmCookie, realmCookieName } from '@/lib/sessions/realm-cookie';

/** The live session of this request; without one the customer is led to the sign-in page. */
export async function requireSession(): Promise<PortalSession> {
  const cookie = (await cookies()).get(realmCookieName('customer'))?.value;
  const session = await findSession(await readRealmCookie('customer', cookie));
  return session ?? redirect(cookie ? '/portal/sign-in?problem=ended' : '/portal/sign-in');
}

/** The same, with its meter point chosen. */
export async function requireBoundSession(): Promise<PortalSession> {
  const session = await requireSession();
  return hasChosen(session) ? session : redirect('/portal/choose');
}
