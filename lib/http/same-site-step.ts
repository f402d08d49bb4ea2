import { realmCookieName } from '@/lib/sessions/realm-cookie';
import type { Realm } from '@/lib/sessions/realm-token';

/** Whose session opens a page, by where the page is. */
function realmOf(pathname: string): Realm | null {
  // What a mail or a supplier leads to asks for no session.
  if (/^\/portal\/(?:link|supplier)\//.test(pathname)) return null;
  const root = /^\/(portal|dashboard|admin)(?:\/|$)/.exec(pathname)?.[1];
  switch (root) {
    case 'portal':
      return 'customer';
    case 'dashboard':
      return 'data-user';
    case 'admin':
      return 'admin';
    default:
      return null;
  }
}

interface View {
  method: string;
  headers: Pick<Headers, 'get'>;
  hasCookie: (name: string) => boolean;
}

/**
 * Whether a page must first be led to from our own site: it came by a link of another one, and a Strict
 * cookie is not sent with that, so that a session which lives would not be seen. Once it is led to from
 * here, `Sec-Fetch-Site` says so, and it never comes to a second step.
 */
export function needsSameSiteStep(pathname: string, view: View): boolean {
  if (view.method !== 'GET' || view.headers.get('sec-fetch-site') !== 'cross-site') return false;
  if (view.headers.get('sec-fetch-dest') !== 'document') return false;
  const realm = realmOf(pathname);
  return realm !== null && !view.hasCookie(realmCookieName(realm));
}
