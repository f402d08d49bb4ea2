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

/** A fresh challenge of 32 bytes, base64url, for one view of a portal page in one browser. */
export async function issuePortalChallenge(forWhat: ForWhat): Promise<string> {
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
        createdAt: at,
        expiresAt: secondsFrom(at, LIFETIME_S),
      },
    });
  });
  return challenge;
}

/** Spends a challenge, right answer or wrong: of any number of answers one gets it. */
export async function spendPortalChallenge(challenge: string, forWhat: ForWhat): Promise<boolean> {
  const { count } = await db().portalChallenge.deleteMany({
    where: { challengeHash: sha256(challenge), ...forWhat, expiresAt: { gt: now() } },
  });
  return count === 1;
}
