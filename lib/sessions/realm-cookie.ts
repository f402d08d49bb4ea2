import { cookieName, isSecureOrigin } from '@/lib/platform/cookies';
import { openToken, realmNames, sealToken, type Realm } from './realm-token';

const cookieNames: Record<Realm, string> = {
  customer: 'dar-portal',
  'data-user': 'dar-dashboard',
  admin: 'dar-operator',
};

export function realmCookieName(realm: Realm): string {
  return cookieName(cookieNames[realm]);
}

/** Strict: a session never comes along with a request that another site caused. */
function setCookie(realm: Realm, value: string, maxAgeS: number): string {
  const secure = isSecureOrigin() ? '; Secure' : '';
  return `${realmCookieName(realm)}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeS}${secure}`;
}

/** A `Set-Cookie` value that carries a session's id for one realm; the session's row decides the rest. */
export async function realmCookie(
  realm: Realm,
  sessionToken: string,
  maxAgeS: number,
): Promise<string> {
  const token = { sid: sessionToken, realm: realmNames[realm] };
  return setCookie(realm, await sealToken(realm, token, maxAgeS), maxAgeS);
}

export function clearedRealmCookie(realm: Realm): string {
  return setCookie(realm, '', 0);
}

/** The session id that a realm's cookie carries, or null. */
export async function readRealmCookie(
  realm: Realm,
  value: string | undefined,
): Promise<string | null> {
  if (!value) return null;
  const token = await openToken(realm, value);
  return token?.realm === realmNames[realm] && typeof token.sid === 'string' ? token.sid : null;
}
