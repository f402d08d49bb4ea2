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

export type UseProblem = 'counter' | 'verification';

/**
 * Judges the counter of a verified assertion and stores what it tells: when, the counter, whether the
 * passkey is backed up. An organisation reads of the uses in its own flows only. The credential's
 * row is locked by the caller.
 *
 * @returns why the passkey is refused, or null
 */
export async function noteUse(
  tx: Tx,
  credential: Credential,
  { newCounter, backupEligible, backedUp }: VerifiedAssertion,
  { at, context }: { at: Date; context: UseContext },
): Promise<UseProblem | null> {
  // A passkey is made to be backed up or not, for good (WebAuthn Level 3 §7.2, step 18).
  if (backupEligible !== credential.backupEligible) {
    const detail = { credential: credential.id, eligible: backupEligible };
    await recordAudit(tx, { type: 'credential.backup-eligibility', ...context, detail });
    return 'verification';
  }
  const judged = judgeCounter(credential, newCounter);
  const isRefused = judged === 'back-refused';
  if (judged !== 'grown') {
    await recordAudit(tx, {
      type: 'credential.counter',
      ...context,
      detail: { credential: credential.id, refused: isRefused },
    });
  }
  if (isRefused) return 'counter';
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
  return null;
}
