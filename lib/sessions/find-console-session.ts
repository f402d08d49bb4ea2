import { db } from '@/lib/db/database';
import type { Account, ConsoleSession } from '@/lib/db/generated/client';
import { now, secondsFrom } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import { consoleRealms, type ConsoleRealm } from './console-realms';

/** A live session with the account as it now stands, and the secret of its cookie. */
export interface OpenConsole {
  session: ConsoleSession;
  account: Account;
  token: string;
}

/**
 * The live session of a cookie's token in a realm, its idle time started anew; null when it has ended, by
 * whatever cause: signed out, idle, too old, or its account suspended, terminated or of another role. It
 * may be half a sign-in: ask `isSignedIn`.
 */
export async function findConsoleSession(
  realm: ConsoleRealm,
  token: string | null,
): Promise<OpenConsole | null> {
  if (token === null) return null;
  const at = now();
  const { stored, roles, idleS } = consoleRealms[realm];
  const tokenHash = sha256(token);
  const { count } = await db().consoleSession.updateMany({
    where: {
      tokenHash,
      realm: stored,
      endedAt: null,
      expiresAt: { gt: at },
      lastSeenAt: { gt: secondsFrom(at, -idleS) },
    },
    data: { lastSeenAt: at },
  });
  if (count !== 1) return null;
  const found = await db().consoleSession.findUnique({
    where: { tokenHash },
    include: { account: true },
  });
  if (!found) return null;
  const { account, ...session } = found;
  const isUsable = account.status === 'active' && roles.includes(account.role);
  return isUsable ? { session, account, token } : null;
}

/** False for an operator's session that has proved the secret and not yet the passkey. */
export function isSignedIn({ session }: OpenConsole): boolean {
  return session.realm === 'data_user' || session.provedBy === 'passkey';
}
