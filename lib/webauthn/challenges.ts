import { randomBytes } from 'node:crypto';
import { db } from '@/lib/db/database';
import type { ChallengePurpose } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now, secondsFrom } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';

/** The page and the browser that a challenge was issued to; an answer counts for these alone. */
export interface ChallengeScope {
  /** Id of the ceremony or session; where there is none yet, a name of the page in this browser. */
  scope: string;
  browserHash: string;
}

/** A challenge lives five minutes at most. */
const LIFETIME_S = 300;
/** Open views of one scope in one browser; a further one closes the oldest. */
const PER_BROWSER = 5;
/** Open views of one scope in all browsers; past that another browser is turned away. */
const PER_SCOPE = 25;
/** Tells this lock from others that are taken by the hash of a text. */
const LOCK_SEED = 11;

export interface ChallengeTerms {
  purpose: ChallengePurpose;
  /** The user handle that the device is given, for an enrolment. */
  userHandle?: Uint8Array<ArrayBuffer>;
  /** The end of what it is for, where that may come before its own. */
  until?: Date;
  /** What is signed with it: a digest, base64url of 32 bytes. */
  boundTo?: string | null;
}

/** Bytes of a challenge that nobody can foresee; what it is bound to stands behind them. */
const RANDOM_BYTES = 32;

function newChallenge(boundTo: string | null): string {
  const bound = Buffer.from(boundTo ?? '', 'base64url');
  return Buffer.concat([randomBytes(RANDOM_BYTES), bound]).toString('base64url');
}

/** Whether whoever signed this challenge has signed the digest with it. */
export function isBoundTo(challenge: string, digest: string): boolean {
  const bound = Buffer.from(challenge, 'base64url').subarray(RANDOM_BYTES);
  return bound.equals(Buffer.from(digest, 'base64url'));
}

/**
 * Issues a fresh challenge, base64url, for one view of a page: 32 random bytes, and behind them what it is
 * bound to. The server keeps its hash.
 *
 * @returns null when the scope is open in too many browsers: those of others are never taken away
 */
export async function issueChallenge(
  { scope, browserHash }: ChallengeScope,
  { purpose, userHandle, until, boundTo = null }: ChallengeTerms,
): Promise<string | null> {
  const at = now();
  const challenge = newChallenge(boundTo);
  const end = secondsFrom(at, LIFETIME_S);
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${scope}, ${LOCK_SEED}))`;
    const open = await tx.challenge.findMany({
      where: { scope, expiresAt: { gt: at } },
      orderBy: { createdAt: 'asc' },
      select: { challengeHash: true, browserHash: true },
    });
    const own = open.filter((row) => row.browserHash === browserHash);
    const surplus = own.slice(0, Math.max(0, own.length - PER_BROWSER + 1));
    if (open.length - surplus.length >= PER_SCOPE) return null;
    await tx.challenge.deleteMany({
      where: { challengeHash: { in: surplus.map(({ challengeHash }) => challengeHash) } },
    });
    await tx.challenge.create({
      data: {
        challengeHash: sha256(challenge),
        ...{ scope, browserHash, purpose },
        userHandle: userHandle ?? null,
        createdAt: at,
        expiresAt: until && until < end ? until : end,
      },
    });
    return challenge;
  });
}

export interface SpentChallenge {
  purpose: ChallengePurpose;
  /** The user handle that the device was given, for an enrolment; null otherwise. */
  userHandle: Uint8Array<ArrayBuffer> | null;
}

/**
 * Spends a challenge: one conditional delete, so that of any number of answers one gets it, right or
 * wrong. An answer from elsewhere does not spend it.
 *
 * @returns null when it was not issued for this scope and browser, is spent or has expired
 */
export async function spendChallenge(
  { scope, browserHash }: ChallengeScope,
  challenge: string,
): Promise<SpentChallenge | null> {
  const [row] = await db().$queryRaw<SpentChallenge[]>`
    DELETE FROM challenges
     WHERE challenge_hash = ${sha256(challenge)} AND scope = ${scope}
       AND browser_hash = ${browserHash} AND expires_at > ${now()}
    RETURNING purpose::text AS purpose, user_handle AS "userHandle"`;
  return row ?? null;
}
