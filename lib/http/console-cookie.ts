import { findConsoleSession, type OpenConsole } from '@/lib/sessions/find-console-session';
import { CONSOLE_LIFETIME_S, type ConsoleRealm } from '@/lib/sessions/console-realms';
import { env } from '@/lib/platform/env';
import { realmCookie, readRealmCookie, realmCookieName } from '@/lib/sessions/realm-cookie';

/** Where each console lives. */
export const consoleRoots: Record<ConsoleRealm, string> = {
  'data-user': '/dashboard',
  admin: '/admin',
};

/** The whole address of a path of ours. */
export function consolePage(path: string): string {
  return `${env().ORIGIN}${path}`;
}

export function consoleToken(
  realm: ConsoleRealm,
  cookies: ReadonlyMap<string, string>,
): Promise<string | null> {
  return readRealmCookie(realm, cookies.get(realmCookieName(realm)));
}

/** The live session of a realm's cookie, whole or half, or null. */
export async function openConsole(
  realm: ConsoleRealm,
  cookies: ReadonlyMap<string, string>,
): Promise<OpenConsole | null> {
  return findConsoleSession(realm, await consoleToken(realm, cookies));
}

export function consoleCookie(realm: ConsoleRealm, token: string): Promise<string> {
  return realmCookie(realm, token, CONSOLE_LIFETIME_S);
}

/**
 * A path of this console that a query names as the place to go on to; its first page for anything else, so
 * that no link leads out of it.
 */
export function safeNext(realm: ConsoleRealm, next: unknown): string {
  const root = consoleRoots[realm];
  const isInside =
    typeof next === 'string' &&
    next.length <= 500 &&
    /^\/[a-z]+(?:\/[A-Za-z0-9_.-]+)*(?:\?[A-Za-z0-9_.=&%+-]*)?$/.test(next) &&
    (next === root || next.startsWith(`${root}/`)) &&
    !next.includes('..');
  return isInside ? next : root;
}
