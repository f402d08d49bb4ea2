import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import { evidenceDigestOf } from '@/lib/evidence/evidence-digest';
import { openEvidence } from '@/lib/evidence/open-evidence';
import { isId } from '@/lib/platform/ids';
import { verifyKeptAssertion } from '@/lib/webauthn/verify-kept-assertion';
import { findConfirmation } from './find-confirmation';

/**
 * `fits`: a passkey signed the proposal that the record names. `none`: the customer confirmed nothing, or not
 * by passkey, or the evidence is kept no more.
 */
export type Examination =
  | { result: 'unknown-record' | 'none' }
  | {
      result: 'fits' | 'does-not-fit';
      method: string;
      confirmedAt: string;
      evidenceDigest: string;
    };

async function examine(ak: string): Promise<Examination> {
  const row = isId('ak', ak) ? await db().accessRecord.findUnique({ where: { ak } }) : null;
  if (!row) return { result: 'unknown-record' };
  const { confirmation, evidenceDigest } = await findConfirmation(db(), row);
  const evidence = row.confirmationRef === null ? null : await openEvidence(row.confirmationRef);
  if (!confirmation || !evidence || evidenceDigest === null) return { result: 'none' };
  const proposalDigest = Buffer.from(confirmation['proposal-digest'] ?? '', 'base64url');
  const isSigned = await verifyKeptAssertion(
    evidence,
    (challenge) => challenge.length === 64 && challenge.subarray(32).equals(proposalDigest),
  );
  const isWhole = evidenceDigestOf(evidence) === evidenceDigest;
  return {
    result: isSigned && isWhole ? 'fits' : 'does-not-fit',
    method: confirmation.method,
    confirmedAt: confirmation['confirmed-at'],
    evidenceDigest,
  };
}

/**
 * Verifies the evidence of an access record for the operator, who is told the outcome and never the evidence
 * (docs/api/receipts.md#evidence). It stands in the audit.
 */
export async function examineEvidence(ak: string): Promise<Examination> {
  const examination = await examine(ak);
  const { result } = examination;
  if (result === 'unknown-record') return examination;
  await recordAudit(db(), { type: 'evidence.examined', ak, detail: { result } });
  return examination;
}
