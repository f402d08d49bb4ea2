import { recordAudit } from '@/lib/audit/record-audit';
import type { Db } from '@/lib/db/database';
import { env } from '@/lib/platform/env';
import { signForOthers } from '@/lib/platform/sign-jws';
import type { Confirmation, IssuedReceipt, ReceiptClaims } from './dto';
import { toRecordOfAccess, type StatedAccess } from './record-of-access';

/** What a receipt states, as it stood at `at`. */
export interface ToState {
  access: StatedAccess;
  /** Null where nobody confirmed what was registered. */
  confirmation: Confirmation | null;
  evidenceDigest: string | null;
  at: Date;
}

/** Who asked for it; null: not them. */
export interface AskedBy {
  accountId: string | null;
  ir: string | null;
}

/** Seconds are the finest that a JWT tells, and what it states must hold at the second it names. */
const toSeconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** Signs a receipt without writing that it was issued: for an answer of which nothing is shown. */
export async function signReceipt({ access, confirmation, evidenceDigest, at }: ToState) {
  const record = toRecordOfAccess(access, confirmation);
  const stated = { record, confirmation, 'evidence-digest': evidenceDigest };
  const iss = env().ORIGIN;
  const { jws, kid, digest } = await signForOthers('dar-receipt+jwt', stated, {
    issuer: iss,
    issuedAt: at,
  });
  const claims: ReceiptClaims = { ...stated, iss, iat: toSeconds(at) };
  return { jws, kid, digest, claims };
}

/**
 * Issues a receipt of an access (docs/api/receipts.md#what-a-receipt-states). Its digest stands in the audit
 * from then on, in the caller's transaction where there is one: should its key ever leak, it still counts.
 */
export async function issueReceipt(
  db: Db,
  stated: ToState,
  by: AskedBy,
  { withProof = false }: { withProof?: boolean } = {},
): Promise<IssuedReceipt> {
  const { kid, ...issued } = await signReceipt(stated);
  await recordAudit(db, {
    type: 'receipt.issued',
    ak: stated.access.ak,
    accountId: by.accountId,
    ir: by.ir,
    detail: { digest: issued.digest, key: kid, ...(withProof ? { 'with-proof': true } : {}) },
  });
  return issued;
}
