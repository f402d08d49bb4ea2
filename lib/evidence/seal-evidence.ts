import type { Tx } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { encrypt } from '@/lib/platform/crypto';
import type { Evidence } from './dto';
import { evidenceDigestOf } from './evidence-digest';
import { newEvidenceKey } from './evidence-key';

/**
 * Keeps the evidence of a confirmation, sealed under a key of its own, in the transaction that confirms
 * (docs/api/proposals.md#evidence).
 */
export async function sealEvidence(tx: Tx, tokenRef: string, evidence: Evidence): Promise<void> {
  const { key, kept } = newEvidenceKey(tokenRef);
  const sealed = encrypt(key, Buffer.from(JSON.stringify(evidence)), `evidence:${tokenRef}`);
  await tx.confirmationEvidence.create({
    data: {
      ...{ tokenRef, sealed, ...kept },
      digest: evidenceDigestOf(evidence),
      createdAt: now(),
    },
  });
}
