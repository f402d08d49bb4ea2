import type { PortalSession } from '@/lib/db/generated/client';
import { consumeLimit } from '@/lib/limits/limits';
import { env } from '@/lib/platform/env';
import { RateLimitError } from '@/lib/platform/errors';
import { clearedHintCookie, hintCookieName, readHint, type Hint } from '@/lib/portal/hint';
import { findSession } from '@/lib/portal/find-session';
import { SESSION_LIFETIME_S } from '@/lib/portal/session-lifetime';
import { realmCookie, readRealmCookie, realmCookieName } from '@/lib/sessions/realm-cookie';
import { clientAddress } from './client-address';
import { type PagePost, redirectTo } from './page-post';

type Sent = Pick<PagePost, 'cookies'>;

/** The address of a portal page, `problem` being what that page is to say first. */
export function portalPage(path: string, problem?: string): string {
  const query = problem === undefined ? '' : `?problem=${problem}`;
  return `${env().ORIGIN}/portal${path}${query}`;
}

/** The secret of the session that the browser's cookie carries, whether or not it still lives. */
export function sessionTokenOf({ cookies }: Sent): Promise<string | null> {
  return readRealmCookie('customer', cookies.get(realmCookieName('customer')));
}

export function hintOf({ cookies }: Sent): Hint {
  return readHint(cookies.get(hintCookieName()));
}

/** The live session that a post needs; without one it leads to the sign-in page. */
export async function portalSession(post: Sent): Promise<{ session: PortalSession } | Response> {
  const session = await findSession(await sessionTokenOf(post));
  return session ? { session } : redirectTo(portalPage('/sign-in', 'ended'));
}

/** Where a customer goes on to after signing in. */
export function afterSignIn({ next }: Hint): string {
  return portalPage(`/${next}`);
}

/** The cookies of a sign-in: the session's, and what was named before it is forgotten. */
export async function signedInCookies(token: string): Promise<[string, string]> {
  return [await realmCookie('customer', token, SESSION_LIFETIME_S), clearedHintCookie()];
}

/**
 * Counts a look-up against the caller's address (docs/api/limits.md#the-limits); false when there are none
 * left.
 */
export async function isLookUpAllowed({ request }: PagePost): Promise<boolean> {
  try {
    await consumeLimit('portal-look-up', [clientAddress(request.headers)]);
    return true;
  } catch (error) {
    if (error instanceof RateLimitError) return false;
    throw error;
  }
}
