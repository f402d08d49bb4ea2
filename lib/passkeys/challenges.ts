import { randomBytes } from 'node:crypto';
import type { Db } from '@/lib/db/database';
import type { ChallengePurpose } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now, secondsFrom } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import type { LoadedCeremony } from './ceremony';

/** A challenge lives five minutes at most, and no longer than its session. */
const LIFETIME_S = 300;
/** Open views of one session in one browser; a further one closes the oldest. */
const PER_BROWSER = 5;
/** Open views of one session in all browsers; past that another browser is turned away. */
const PER_SESSION = 25;

/**
 * A fresh challenge of 32 bytes, base64url, for one view of the page in one browser; the server keeps
 * its hash. Null when the session is open in too many browsers: those of others are never taken away.
 *
 * @param userHandle of an enrolment: the one that the device is given
 */
export async function issueChallenge(
  ceremony: LoadedCeremony,
  browserHash: string,
  purpose: ChallengePurpose,
  userHandle: Uint8Array<ArrayBuffer> | null,
): Promise<string | null> {
  const at = now();
  const challenge = randomBytes(32).toString('base64url');
  const lifetimeEnd = secondsFrom(at, LIFETIME_S);
  const sessionEnd = ceremony.reidentification.expiresAt;
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM ceremonies WHERE id = ${ceremony.id} FOR UPDATE`;
    await tx.challenge.deleteMany({ where: { ceremonyId: ceremony.id, expiresAt: { lte: at } } });
    const open = await tx.challenge.findMany({
      where: { ceremonyId: ceremony.id },
      orderBy: { createdAt: 'asc' },
      select: { challengeHash: true, browserHash: true },
    });
    const own = open.filter((challengeRow) => challengeRow.browserHash === browserHash);
    const surplus = own.slice(0, Math.max(0, own.length - PER_BROWSER + 1));
    if (open.length - surplus.length >= PER_SESSION) return null;
    await tx.challenge.deleteMany({
      where: { challengeHash: { in: surplus.map((challengeRow) => challengeRow.challengeHash) } },
    });
    await tx.challenge.create({
      data: {
        challengeHash: sha256(challenge),
        ceremonyId: ceremony.id,
        browserHash,
        purpose,
        userHandle,
        createdAt: at,
        expiresAt: lifetimeEnd < sessionEnd ? lifetimeEnd : sessionEnd,
      },
    });
    return challenge;
  });
}

export interface SpentChallenge {
  purpose: ChallengePurpose;
  /** Of an enrolment: the user handle that the device was given. */
  userHandle: Uint8Array<ArrayBuffer> | null;
}

/**
 * Spends a challenge: one conditional delete, so that of any number of answers one gets it, right or
 * wrong. Null when it was not issued for this session and browser, is spent or has expired; an answer
 * from another browser does not spend it.
 */
export async function spendChallenge(
  db: Db,
  ceremonyId: string,
  browserHash: string,
  challenge: string,
): Promise<SpentChallenge | null> {
  const challengeHash = sha256(challenge);
  const [row] = await db.$queryRaw<SpentChallenge[]>`
    DELETE FROM challenges
     WHERE challenge_hash = ${challengeHash} AND ceremony_id = ${ceremonyId}
       AND browser_hash = ${browserHash} AND expires_at > ${now()}
    RETURNING purpose::text AS purpose, user_handle AS "userHandle"`;
  return row ?? null;
}
