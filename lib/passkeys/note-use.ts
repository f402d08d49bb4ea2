import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Credential } from '@/lib/db/generated/client';
import { judgeCounter, type VerifiedAssertion } from './verify-assertion';

/** In whose flow a passkey was used, for the audit. */
export interface UseContext {
  accountId: string | null;
  ir: string | null;
  tokenRef: string | null;
}

/**
 * Judges the counter of a verified assertion and stores what it tells: when, the counter, whether the
 * passkey is backed up. An organisation reads of the uses in its own flows only. False: refused as a clone. The credential's row is locked by the caller.
 */
export async function noteUse(
  tx: Tx,
  credential: Credential,
  { newCounter, backedUp }: VerifiedAssertion,
  { at, context }: { at: Date; context: UseContext },
): Promise<boolean> {
  const judged = judgeCounter(credential, newCounter);
  const isRefused = judged === 'back-refused';
  if (judged !== 'grown') {
    await recordAudit(tx, {
      type: 'credential.counter',
      ...context,
      detail: { credential: credential.id, refused: isRefused },
    });
  }
  if (isRefused) return false;
  const counter = Math.max(newCounter, Number(credential.counter));
  await tx.credential.update({
    where: { id: credential.id },
    data: { lastUsedAt: at, counter, backedUp },
  });
  if (context.accountId !== null) {
    await tx.recordCredential.updateMany({
      where: { credentialId: credential.id, identityRecord: { accountId: context.accountId } },
      data: { lastUsedAt: at },
    });
  }
  return true;
}
