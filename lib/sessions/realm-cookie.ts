import { clearCookie, cookieName, setCookie } from '@/lib/platform/cookies';
import { openToken, realmNames, sealToken, type Realm } from './realm-token';

const cookieNames: Record<Realm, string> = {
  customer: 'dar-portal',
  'data-user': 'dar-dashboard',
  admin: 'dar-operator',
};

export function realmCookieName(realm: Realm): string {
  return cookieName(cookieNames[realm]);
}

/**
 * A `Set-Cookie` value that carries a session's id for one realm; the session's row decides the rest. Strict:
 * a session never comes along with a request that another site caused.
 */
export async function realmCookie(
  realm: Realm,
  sessionToken: string,
  maxAgeS: number,
): Promise<string> {
  const token = { sid: sessionToken, realm: realmNames[realm] };
  const value = await sealToken(realm, token, maxAgeS);
  return setCookie({ name: realmCookieName(realm), value, maxAgeS, sameSite: 'Strict' });
}

export function clearedRealmCookie(realm: Realm): string {
  return clearCookie(realmCookieName(realm));
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
