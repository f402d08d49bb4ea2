import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Credential } from '@/lib/db/generated/client';
import { judgeUse, type JudgedUse } from '@/lib/webauthn/judge-use';
import type { VerifiedAssertion } from '@/lib/webauthn/verify-assertion';

/** The flow in which a passkey was used, for the audit. */
export interface UseContext {
  accountId: string | null;
  ir: string | null;
  tokenRef: string | null;
}

/**
 * Stores what a verified assertion tells of a customer's passkey. An organisation reads of the uses in its
 * own flows only. The credential's row is locked by the caller.
 *
 * @returns why the passkey is refused, or null
 */
export async function noteUse(
  tx: Tx,
  credential: Credential,
  verified: VerifiedAssertion,
  { at, context }: { at: Date; context: UseContext },
): Promise<JudgedUse['problem']> {
  const { id } = credential;
  const { problem, finding, state } = judgeUse(credential, verified, at);
  if (finding) {
    const detail = { credential: id, ...finding.detail };
    await recordAudit(tx, { type: `credential.${finding.of}`, ...context, detail });
  }
  if (problem) return problem;
  await tx.credential.update({ where: { id }, data: state });
  if (context.accountId !== null) {
    await tx.recordCredential.updateMany({
      where: { credentialId: id, identityRecord: { accountId: context.accountId } },
      data: { lastUsedAt: at },
    });
  }
  return null;
}
