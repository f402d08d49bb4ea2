import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { isProven } from '@/lib/identity-records/holders/usable-credentials';
import { now, secondsFrom } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import { RECENT_SIGN_IN_S, SESSION_IDLE_S } from './session-lifetime';

async function isProofGood(session: PortalSession, at: Date): Promise<boolean> {
  if (session.provedBy !== 'passkey') return true;
  const credential = await db().credential.findUnique({
    where: { id: session.credentialId ?? '' },
  });
  return credential?.holderId === session.holderId && isProven(credential, at);
}

async function findLive(
  which: { tokenHash: string } | { id: string },
): Promise<PortalSession | null> {
  const at = now();
  const live = {
    ...which,
    endedAt: null,
    expiresAt: { gt: at },
    lastSeenAt: { gt: secondsFrom(at, -SESSION_IDLE_S) },
  };
  const { count } = await db().portalSession.updateMany({
    where: live,
    data: { lastSeenAt: at },
  });
  if (count !== 1) return null;
  const session = await db().portalSession.findUnique({ where: which });
  return session && (await isProofGood(session, at)) ? session : null;
}

/**
 * The live session of a cookie's token, its idle time started anew; null when it has ended, by whatever
 * cause: signed out, idle, too old, or its passkey gone.
 */
export async function findSession(token: string | null): Promise<PortalSession | null> {
  return token === null ? null : findLive({ tokenHash: sha256(token) });
}

/**
 * As `findSession`, for a browser that comes back from another site, which its cookie does not: by what the register
 * itself has sealed into another one.
 */
export function findSessionById(id: string): Promise<PortalSession | null> {
  return findLive({ id });
}

/** Whether the proof that opened a session is recent enough to change passkeys. */
export function hasRecentSignIn(session: PortalSession, at: Date): boolean {
  return secondsFrom(session.createdAt, RECENT_SIGN_IN_S) > at;
}
