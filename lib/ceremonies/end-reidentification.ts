import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Reidentification } from '@/lib/db/generated/client';
import { afterCommit } from '@/lib/db/transaction';
import { whereProves } from '@/lib/identity-records/proves';
import { now } from '@/lib/platform/clock';
import { randomToken, sha256 } from '@/lib/platform/crypto';
import type { DeclinedReason } from '@/lib/vocabulary/declined-reasons';
import { expirePendingWhilePaused } from './decline-pause';
import { countReidentification } from '@/lib/reidentification/reidentification-metrics';
import { returnLocation, tokenParameter } from './return-location';

/** Thrown inside a transaction, so that all of it is undone: someone else ended it first. */
export class AlreadyEndedError extends Error {
  override name = 'AlreadyEndedError';
}

export interface Confirmation {
  confirmedBy: Reidentification['method'];
  assurance: 'proven' | 'unproven';
  credentialId: string | null;
}

/**
 * Confirms a pending re-identification and answers where the customer goes (null: our own ending page).
 * Of any number of calls at once one succeeds.
 *
 * @throws {AlreadyEndedError} it was confirmed, declined or has expired, the account is suspended, or
 *   the Identity Record proves nothing any more
 */
export async function confirmReidentification(
  tx: Tx,
  tokenRef: string,
  confirmation: Confirmation,
): Promise<string | null> {
  const at = now();
  const returnCode = randomToken();
  const [row] = await tx.reidentification.updateManyAndReturn({
    where: {
      tokenRef,
      outcome: null,
      expiresAt: { gt: at },
      account: { status: 'active' },
      identityRecord: whereProves,
    },
    data: {
      outcome: 'confirmed',
      outcomeAt: at,
      ...confirmation,
      returnCodeHash: sha256(returnCode),
    },
    include: { account: true },
  });
  if (!row) throw new AlreadyEndedError();
  await recordAudit(tx, {
    type: 'reidentification.confirmed',
    accountId: row.accountId,
    ir: row.ir,
    tokenRef,
    detail: { by: confirmation.confirmedBy, assurance: confirmation.assurance },
  });
  afterCommit(tx, () => countReidentification(row.method, 'confirmed'));
  return returnLocation(row, row.account, {
    [tokenParameter(row.method)]: tokenRef,
    ...(row.bindReturn ? { 'dar-return-code': returnCode } : {}),
  });
}

export interface Decline {
  /**
   * Whether the person who declines has shown that the record is theirs: by a mailed link, or by a proof in this
   * browser; only then it counts towards the pause.
   */
  isProved: boolean;
  reason: DeclinedReason;
}

/**
 * Ends a pending re-identification as declined; that is final. Answers where the customer goes.
 *
 * @throws {AlreadyEndedError}
 */
export async function declineReidentification(
  tx: Tx,
  tokenRef: string,
  { isProved, reason }: Decline,
): Promise<string | null> {
  const at = now();
  const asked = await tx.reidentification.findUniqueOrThrow({ where: { tokenRef } });
  // Held by whoever starts one too: a third decline and a start see each other.
  await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${asked.ir} FOR UPDATE`;
  const [row] = await tx.reidentification.updateManyAndReturn({
    where: { tokenRef, outcome: null, expiresAt: { gt: at } },
    data: { outcome: 'declined', outcomeAt: at, provedDecline: isProved, declinedReason: reason },
    include: { account: true },
  });
  if (!row) throw new AlreadyEndedError();
  await recordAudit(tx, {
    type: 'reidentification.declined',
    accountId: row.accountId,
    ir: row.ir,
    tokenRef,
    detail: { proved: isProved, reason },
  });
  await expirePendingWhilePaused(tx, row, at);
  afterCommit(tx, () => countReidentification(row.method, 'declined'));
  return returnLocation(row, row.account, { 'dar-error': 'declined' });
}
