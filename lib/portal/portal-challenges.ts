import { randomBytes } from 'node:crypto';
import { db } from '@/lib/db/database';
import type { PortalChallengePurpose } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now, secondsFrom } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';

const LIFETIME_S = 300;
/** Open views in one browser; a further one closes the oldest. */
const PER_BROWSER = 5;

interface ForWhat {
  browserHash: string;
  purpose: PortalChallengePurpose;
  /** The session in which a passkey is added or joined; null on the sign-in page. */
  sessionId: string | null;
}

/**
 * A fresh challenge of 32 bytes, base64url, for one view of a portal page in one browser.
 *
 * @param userHandle of an enrolment: the one that the device is given
 */
export async function issuePortalChallenge(
  forWhat: ForWhat,
  userHandle: Uint8Array<ArrayBuffer> | null = null,
): Promise<string> {
  const at = now();
  const challenge = randomBytes(32).toString('base64url');
  const { browserHash } = forWhat;
  await inTransaction(async (tx) => {
    const open = await tx.portalChallenge.findMany({
      where: { browserHash },
      orderBy: { createdAt: 'asc' },
      select: { challengeHash: true },
    });
    const surplus = open.slice(0, Math.max(0, open.length - PER_BROWSER + 1));
    await tx.portalChallenge.deleteMany({
      where: { challengeHash: { in: surplus.map(({ challengeHash }) => challengeHash) } },
    });
    await tx.portalChallenge.create({
      data: {
        challengeHash: sha256(challenge),
        ...forWhat,
        userHandle,
        createdAt: at,
        expiresAt: secondsFrom(at, LIFETIME_S),
      },
    });
  });
  return challenge;
}

export interface SpentPortalChallenge {
  /** Of an enrolment: the user handle that the device was given. */
  userHandle: Uint8Array<ArrayBuffer> | null;
}

/** Spends a challenge, right answer or wrong: of any number of answers one gets it, the others null. */
export async function spendPortalChallenge(
  challenge: string,
  forWhat: ForWhat,
): Promise<SpentPortalChallenge | null> {
  const { purpose, browserHash, sessionId } = forWhat;
  const [row] = await db().$queryRaw<SpentPortalChallenge[]>`
    DELETE FROM portal_challenges
     WHERE challenge_hash = ${sha256(challenge)} AND browser_hash = ${browserHash}
       AND purpose = ${purpose.replaceAll('_', '-')}::portal_challenge_purpose
       AND session_id IS NOT DISTINCT FROM ${sessionId} AND expires_at > ${now()}
    RETURNING user_handle AS "userHandle"`;
  return row ?? null;
}
