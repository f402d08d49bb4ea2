import { randomBytes } from 'node:crypto';
import { db } from '@/lib/db/database';
import type { ConsoleSession } from '@/lib/db/generated/client';
import { now, secondsFrom } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';

const LIFETIME_S = 300;

/** A fresh challenge of 32 bytes, base64url, for a session, in place of the one before. */
export async function issueConsoleChallenge({ id }: ConsoleSession): Promise<string> {
  const challenge = randomBytes(32).toString('base64url');
  await db().consoleSession.update({
    where: { id },
    data: { challengeHash: sha256(challenge), challengeUntil: secondsFrom(now(), LIFETIME_S) },
  });
  return challenge;
}

/** Spends a session's challenge, right answer or wrong: of any number of answers one gets it. */
export async function spendConsoleChallenge(
  { id }: ConsoleSession,
  challenge: string,
): Promise<boolean> {
  const { count } = await db().consoleSession.updateMany({
    where: { id, challengeHash: sha256(challenge), challengeUntil: { gt: now() } },
    data: { challengeHash: null, challengeUntil: null },
  });
  return count === 1;
}
