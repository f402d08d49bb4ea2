import { recordAudit } from '@/lib/audit/record-audit';
import { db, type Db, type Tx } from '@/lib/db/database';
import type { PortalSignIn } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { consumeLimits, countUses, holdLimits, type LimitUse } from '@/lib/limits/consume-limits';
import { proofCode, readLinkToken } from '@/lib/mail/link-token';
import { readCode } from '@/lib/ceremonies/mail/read-code';
import { now, secondsFrom } from '@/lib/platform/clock';
import { isEqualSecret, sha256 } from '@/lib/platform/crypto';
import { RateLimitError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/locale';
import { recordsOfAddress } from './find-addressee';
import { openHint, type Hint } from './hint';
import { openSession } from './open-session';

/** For how long the code of a mail is accepted, unless a newer mail replaces it. */
const CODE_LIFETIME_S = 15 * 60;
/** Wrong codes after which a sign-in takes no more. */
const TRIES = 5;

export interface MailProofInput {
  browserId: string;
  locale: Locale;
  formerToken: string | null;
}

type CodeInput = MailProofInput & {
  typed: string;
  /** The network from which it was typed (`clientNetwork`). */
  network: string;
};

export type MailSignIn =
  | { result: 'signed-in'; token: string; hint: Hint }
  | { result: 'wrong' }
  /** It holds no six digits, or is the code of an earlier mail: nothing was guessed, and nothing is counted. */
  | { result: 'unread' | 'older' }
  /**
   * Too many codes were tried today for the person named or from that network: no code is accepted, but the
   * link still works.
   */
  | { result: 'paused' }
  /** No live sign-in of this browser: none asked for, used, out of time or tries. */
  | { result: 'none' }
  | { result: 'other-browser' };

export interface WaitingSignIn {
  failures: number;
  triesLeft: number;
  /** RFC 3339. */
  expiresAt: string;
}

function isWaiting(signIn: PortalSignIn, at: Date): boolean {
  return signIn.usedAt === null && signIn.expiresAt > at;
}

async function findNewest(db: Db, browserId: string): Promise<PortalSignIn | null> {
  const signIn = await db.portalSignIn.findFirst({
    where: { browserHash: sha256(browserId) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return signIn && isWaiting(signIn, now()) ? signIn : null;
}

/** The sign-in for whose mail this browser waits, or null. It does not tell whether a mail went out. */
export async function findWaitingSignIn(browserId: string): Promise<WaitingSignIn | null> {
  const signIn = await findNewest(db(), browserId);
  if (!signIn) return null;
  const { failures, expiresAt } = signIn;
  const triesLeft = Math.max(0, TRIES - failures);
  return { failures, triesLeft, expiresAt: expiresAt.toISOString() };
}

/** Counts a guess for a record; false when there are none left. */
async function isRecordFree(tx: Tx, ir: string): Promise<boolean> {
  try {
    await consumeLimits(tx, [{ name: 'code-record', parts: [ir] }]);
    return true;
  } catch (error) {
    if (error instanceof RateLimitError) return false;
    throw error;
  }
}

async function lock(tx: Tx, id: string): Promise<PortalSignIn | null> {
  await tx.$queryRaw`SELECT 1 FROM portal_sign_ins WHERE id = ${id} FOR UPDATE`;
  const signIn = await tx.portalSignIn.findUnique({ where: { id } });
  return signIn && isWaiting(signIn, now()) ? signIn : null;
}

/** Uses a proved sign-in, its row locked: opens a session for the records that hold the address. */
async function useSignIn(
  tx: Tx,
  signIn: PortalSignIn,
  input: MailProofInput,
  provedIrs: string[],
): Promise<MailSignIn> {
  await tx.portalSignIn.update({ where: { id: signIn.id }, data: { usedAt: now() } });
  const hint = openHint(signIn.hintKeyId, signIn.hint);
  const token = await openSession(tx, {
    proof: { provedBy: 'mail', holderId: null, credentialId: null, provedIrs, customerIds: [] },
    hint,
    locale: input.locale,
    formerToken: input.formerToken,
  });
  return token === null ? { result: 'none' } : { result: 'signed-in', token, hint };
}

/** The records of the address that got the mail; none where nobody did, or it was anonymised since. */
async function provedBy(signIn: PortalSignIn): Promise<string[]> {
  if (signIn.ir === null) return [];
  const record = await db().identityRecord.findUnique({ where: { ir: signIn.ir } });
  return record?.emailHash ? recordsOfAddress(db(), record) : [];
}

async function takeCode(
  tx: Tx,
  signIn: PortalSignIn,
  input: CodeInput,
  provedIrs: string[],
): Promise<MailSignIn> {
  const guess: LimitUse = { name: 'portal-code-subject', parts: [signIn.subjectHash] };
  const wrong: LimitUse = { name: 'wrong-code-network', parts: [input.network] };
  await holdLimits(tx, [guess, wrong]);
  // The record's own limit must not show: it would tell that an address and a meter point go together.
  const isFree = await isRecordFree(tx, signIn.ir ?? signIn.id);
  const isRight = isFree && provedIrs.length > 0;
  await countUses(tx, isRight ? [guess] : [guess, wrong]);
  if (isRight) return useSignIn(tx, signIn, input, provedIrs);
  await tx.portalSignIn.update({
    where: { id: signIn.id },
    data: { failures: { increment: 1 } },
  });
  await recordAudit(tx, {
    type: 'portal.code-failed',
    ir: signIn.ir,
    detail: { 'sign-in': signIn.id, failures: signIn.failures + 1 },
  });
  return { result: 'wrong' };
}

const codeOf = ({ id, linkKeyId }: PortalSignIn) => proofCode({ proofId: id, keyId: linkKeyId });

/** Whether a code was in an earlier mail to this browser, which a newer mail has replaced. */
async function isOfOlderMail(newest: PortalSignIn, code: string): Promise<boolean> {
  const { id, browserHash } = newest;
  const older = await db().portalSignIn.findMany({
    where: {
      ...{ browserHash, usedAt: null, id: { not: id } },
      createdAt: { gt: secondsFrom(now(), -CODE_LIFETIME_S) },
    },
  });
  return older.some((signIn) => isEqualSecret(codeOf(signIn), code));
}

/**
 * Checks a typed code for the browser that asked: five tries, and a limited number a day for whom it
 * names, for the record, and of wrong ones for the network that they come from
 * (docs/api/limits.md#the-limits). Where nobody is known every code is wrong, and all else is counted and
 * answered alike.
 */
export async function signInByCode(input: CodeInput): Promise<MailSignIn> {
  const code = readCode(input.typed);
  if (code === null) return { result: 'unread' };
  const waiting = await findNewest(db(), input.browserId);
  if (!waiting || waiting.failures >= TRIES) return { result: 'none' };
  if (await isOfOlderMail(waiting, code)) return { result: 'older' };
  const isRight = isEqualSecret(codeOf(waiting), code);
  const provedIrs = isRight ? await provedBy(waiting) : [];
  try {
    return await inTransaction(async (tx): Promise<MailSignIn> => {
      const signIn = await lock(tx, waiting.id);
      if (!signIn || signIn.failures >= TRIES) return { result: 'none' };
      return takeCode(tx, signIn, input, provedIrs);
    });
  } catch (error) {
    if (error instanceof RateLimitError) return { result: 'paused' };
    throw error;
  }
}

async function findOfLink(token: string): Promise<PortalSignIn | null> {
  const link = await readLinkToken(token);
  if (link?.purpose !== 'portal' || link.isExpired) return null;
  return db().portalSignIn.findUnique({ where: { id: link.ref } });
}

export type PortalLinkState = 'open' | 'other-browser' | 'over' | 'unknown';

/** What the page behind a mailed sign-in link shows. Looking changes nothing. */
export async function viewPortalLink(token: string, browserId: string): Promise<PortalLinkState> {
  const link = await readLinkToken(token);
  if (link?.purpose !== 'portal') return 'unknown';
  const signIn = await findOfLink(token);
  if (!signIn || !isWaiting(signIn, now())) return 'over';
  return signIn.browserHash === sha256(browserId) ? 'open' : 'other-browser';
}

/** Presses the button behind a mailed sign-in link. It counts only in the browser that asked. */
export async function signInByLink(
  input: MailProofInput & { linkToken: string },
): Promise<MailSignIn> {
  const found = await findOfLink(input.linkToken);
  if (!found || !isWaiting(found, now())) return { result: 'none' };
  if (found.browserHash !== sha256(input.browserId)) return { result: 'other-browser' };
  const provedIrs = await provedBy(found);
  return inTransaction(async (tx): Promise<MailSignIn> => {
    const signIn = await lock(tx, found.id);
    if (!signIn || provedIrs.length === 0) return { result: 'none' };
    return useSignIn(tx, signIn, input, provedIrs);
  });
}
