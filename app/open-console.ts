import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import type { FlashMessage } from '@/lib/consoles/dto';
import {
  findConsoleSession,
  isSignedIn,
  type OpenConsole,
} from '@/lib/sessions/find-console-session';
import { hasRecentProof } from '@/lib/sessions/recent-proof';
import { takeFlashMessage } from '@/lib/consoles/flash-messages';
import type { ConsoleRealm } from '@/lib/sessions/console-realms';
import type { Account, Role } from '@/lib/db/generated/client';
import { proofPage } from '@/lib/http/console-action';
import { consoleRoots } from '@/lib/http/console-cookie';
import { readRealmCookie, realmCookieName } from '@/lib/sessions/realm-cookie';

/** The live session of this request in a realm, whole or half, or null; looked up once. */
export const findConsole = cache(async (realm: ConsoleRealm): Promise<OpenConsole | null> => {
  const cookie = (await cookies()).get(realmCookieName(realm))?.value;
  return findConsoleSession(realm, await readRealmCookie(realm, cookie));
});

/** The path of this page with its query, as `proxy.ts` noted it. */
async function currentPath(): Promise<string> {
  return (await headers()).get('x-dar-path') ?? '/';
}

/** The path of this page without its query. */
export async function currentPage(): Promise<string> {
  return (await currentPath()).replace(/\?.*$/, '');
}

/**
 * The live session of this request; without one the sign-in page is next, with half of one the step that
 * is missing.
 */
export async function requireConsole(realm: ConsoleRealm): Promise<OpenConsole> {
  const root = consoleRoots[realm];
  const open = await findConsole(realm);
  if (open && isSignedIn(open)) return open;
  if (open) redirect(`${root}/sign-in/passkey`);
  const path = await currentPath();
  const query = new URLSearchParams({
    ...((await cookies()).has(realmCookieName(realm)) ? { problem: 'ended' } : {}),
    ...(path === root ? {} : { next: path }),
  });
  redirect(query.size > 0 ? `${root}/sign-in?${query.toString()}` : `${root}/sign-in`);
}

/** The account of this page's session, which must have one of `roles`: for others the page is not there. */
export async function requireRole(realm: ConsoleRealm, roles: readonly Role[]): Promise<Account> {
  const { account } = await requireConsole(realm);
  return roles.includes(account.role) ? account : notFound();
}

/** Leads to the page that asks for a proof first, unless there was one just now. */
export async function requireRecentProof(realm: ConsoleRealm): Promise<void> {
  const open = await requireConsole(realm);
  if (!hasRecentProof(open)) redirect(proofPage(realm, await currentPath()));
}

/** What a post left for this page, or null. */
export async function takeOwnFlashMessage(realm: ConsoleRealm): Promise<FlashMessage | null> {
  return takeFlashMessage(await requireConsole(realm), await currentPage());
}
