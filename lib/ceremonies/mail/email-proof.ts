import { recordAudit } from '@/lib/audit/record-audit';
import { db, type Db, type Tx } from '@/lib/db/database';
import type { EmailProof } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { countUses, holdLimits, requireLeft, type LimitUse } from '@/lib/limits/consume-limits';
import { queueMail } from '@/lib/mail/queue-mail';
import {
  extendCeremony,
  kindOf,
  lockCeremony,
  noteProof,
  type LoadedCeremony,
} from '@/lib/ceremonies/passkey/ceremony';
import type { CodeView, TypedNote } from '@/lib/ceremonies/passkey/dto';
import { now, secondsFrom } from '@/lib/platform/clock';
import { isEqualSecret } from '@/lib/platform/crypto';
import { RateLimitError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { activeKey } from '@/lib/platform/key-ring';
import type { Locale } from '@/lib/platform/locale';
import { isPending } from '@/lib/ceremonies/ending-view';
import { AlreadyEndedError, confirmReidentification } from '@/lib/ceremonies/end-reidentification';
import { proofCode } from '@/lib/mail/link-token';
import { readCode } from './read-code';

const LIFETIME_S = 15 * 60;
/** Wrong codes after which a proof is dead. */
const TRIES = 5;

/** A guess counts against its record; a wrong one against the network too that it came from. */
const guessOf = (ir: string): LimitUse => ({ name: 'code-record', parts: [ir] });
const wrongFrom = (network: string): LimitUse => ({
  name: 'wrong-code-network',
  parts: [network],
});

async function isCodePaused(ir: string, network: string): Promise<boolean> {
  try {
    await requireLeft(db(), [guessOf(ir), wrongFrom(network)]);
    return false;
  } catch (error) {
    if (error instanceof RateLimitError) return true;
    throw error;
  }
}

export async function toCodeView(
  proof: EmailProof,
  { network, typed }: { network: string; typed: TypedNote },
): Promise<CodeView> {
  return {
    typed,
    failures: proof.failures,
    triesLeft: TRIES - proof.failures,
    isPaused: await isCodePaused(proof.ir, network),
    expiresAt: proof.expiresAt.toISOString(),
  };
}

/** A proof whose page still waits, be it to say that its code was wrong too often. */
function isWaiting(proof: EmailProof, at: Date): boolean {
  return proof.usedAt === null && proof.expiresAt > at;
}

export function isLive(proof: EmailProof, at: Date): boolean {
  return isWaiting(proof, at) && proof.failures < TRIES;
}

/** The newest proof that this browser asked for in this ceremony and has not used, or null. */
export async function findWaitingEmailProof(
  db: Db,
  ceremonyId: string,
  browserHash: string,
): Promise<EmailProof | null> {
  const proof = await db.emailProof.findFirst({
    where: { ceremonyId, browserHash },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return proof && isWaiting(proof, now()) ? proof : null;
}

/**
 * Mails a link and a six-digit code to the record's address, for the browser that asks, and lets the
 * ceremony live as long as they do. An earlier one of the same browser ends.
 *
 * @throws {RateLimitError} @throws {AlreadyEndedError}
 */
export async function startEmailProof(
  ceremony: LoadedCeremony,
  browserHash: string,
  locale: Locale,
): Promise<void> {
  const { reidentification } = ceremony;
  const { identityRecord: record, account } = reidentification;
  if (!isPending(reidentification) || !record.emailHash) throw new AlreadyEndedError();
  await inTransaction(async (tx) => {
    const locked = await lockCeremony(tx, ceremony);
    if (!isPending(locked.reidentification)) throw new AlreadyEndedError();
    const at = now();
    const proof = { id: newId('prf'), expiresAt: secondsFrom(at, LIFETIME_S) };
    await tx.emailProof.updateMany({
      where: { ceremonyId: ceremony.id, browserHash, expiresAt: { gt: at } },
      data: { expiresAt: at },
    });
    await tx.emailProof.create({
      data: {
        ...proof,
        ir: record.ir,
        ceremonyId: ceremony.id,
        browserHash,
        linkKeyId: activeKey('link').id,
        createdAt: at,
      },
    });
    await extendCeremony(tx, ceremony.tokenRef, proof.expiresAt);
    const mail = { ir: record.ir, subjectRef: proof.id, locale, causedBy: account };
    await queueMail(tx, { kind: 'email-proof', ...mail });
    await recordAudit(tx, {
      type: 'email-proof.started',
      accountId: account.id,
      ir: record.ir,
      tokenRef: ceremony.tokenRef,
    });
  });
}

/** What a right code or a pressed link leads to. */
export type ProofResult =
  /** The ceremony is confirmed; where the customer goes (null: our own ending page). */
  | { result: 'confirmed'; location: string | null }
  /** The e-mail is proved; back to the ceremony's page for the next step. */
  | { result: 'proved' }
  | { result: 'wrong' }
  /** It holds no six digits, or is the code of an earlier mail: nothing was guessed, and nothing is counted. */
  | { result: 'unread' | 'older' }
  /** No live proof of this browser: spent, expired, used up, or asked for elsewhere. */
  | { result: 'none' }
  | { result: 'ended' };

/** Uses a live proof, in the caller's transaction, with the ceremony's rows locked. */
async function useProof(tx: Tx, ceremony: LoadedCeremony, proof: EmailProof): Promise<ProofResult> {
  const at = now();
  await tx.emailProof.update({ where: { id: proof.id }, data: { usedAt: at } });
  await recordAudit(tx, {
    type: 'email-proof.confirmed',
    accountId: ceremony.reidentification.accountId,
    ir: proof.ir,
    tokenRef: ceremony.tokenRef,
  });
  if (kindOf(ceremony) === 'register') {
    await noteProof(tx, ceremony, { by: 'magic_link', browserHash: proof.browserHash, at });
    return { result: 'proved' };
  }
  const location = await confirmReidentification(tx, ceremony.tokenRef, {
    confirmedBy: 'magic_link',
    assurance: 'proven',
    credentialId: null,
  });
  return { result: 'confirmed', location };
}

/** Whether a code stood in an earlier mail for the same page, which the newer one has replaced. */
async function isOfOlderMail(tx: Tx, newest: EmailProof, code: string): Promise<boolean> {
  const { id, ceremonyId, browserHash } = newest;
  const older = await tx.emailProof.findMany({
    where: {
      ...{ ceremonyId, browserHash, usedAt: null, id: { not: id } },
      createdAt: { gt: secondsFrom(now(), -LIFETIME_S) },
    },
  });
  return older.some((proof) =>
    isEqualSecret(proofCode({ proofId: proof.id, keyId: proof.linkKeyId }), code),
  );
}

/**
 * Checks a typed code for the browser that asked: five tries for a code, a limited number a day for a record,
 * and of wrong ones for a network, whatever records they are for (docs/api/limits.md#the-limits).
 * @throws {RateLimitError}
 */
export async function checkCode(
  ceremony: LoadedCeremony,
  { browserHash, network, typed }: { browserHash: string; network: string; typed: string },
): Promise<ProofResult> {
  const code = readCode(typed);
  if (code === null) return { result: 'unread' };
  return inTransaction(async (tx) => {
    const locked = await lockCeremony(tx, ceremony);
    if (!isPending(locked.reidentification)) return { result: 'ended' };
    const proof = await findWaitingEmailProof(tx, ceremony.id, browserHash);
    if (!proof || !isLive(proof, now())) return { result: 'none' };
    if (await isOfOlderMail(tx, proof, code)) return { result: 'older' };
    const [guess, wrong] = [guessOf(proof.ir), wrongFrom(network)];
    await holdLimits(tx, [guess, wrong]);
    const expected = proofCode({ proofId: proof.id, keyId: proof.linkKeyId });
    const isRight = isEqualSecret(expected, code);
    await countUses(tx, isRight ? [guess] : [guess, wrong]);
    if (isRight) return useProof(tx, locked, proof);
    await tx.emailProof.update({
      where: { id: proof.id },
      data: { failures: { increment: 1 } },
    });
    await recordAudit(tx, {
      type: 'email-proof.failed',
      accountId: locked.reidentification.accountId,
      ir: proof.ir,
      tokenRef: ceremony.tokenRef,
      detail: { failures: proof.failures + 1 },
    });
    return { result: 'wrong' };
  });
}

/** Presses the link of a proof. It counts only in the browser that asked for it. */
export async function pressProofLink(
  ceremony: LoadedCeremony,
  proofId: string,
  browserHash: string,
): Promise<ProofResult> {
  return inTransaction(async (tx) => {
    const locked = await lockCeremony(tx, ceremony);
    if (!isPending(locked.reidentification)) return { result: 'ended' };
    const proof = await tx.emailProof.findUnique({ where: { id: proofId } });
    if (proof?.browserHash !== browserHash || !isLive(proof, now())) return { result: 'none' };
    return useProof(tx, locked, proof);
  });
}

/** The proof of a link, or null. */
export async function findEmailProof(proofId: string): Promise<EmailProof | null> {
  return db().emailProof.findUnique({ where: { id: proofId } });
}
