import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { AccessRecord, Role } from '@/lib/db/generated/client';
import { ConflictError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import type { RevocationReason } from '@/lib/vocabulary/revocation-reasons';
import { emitEvent } from '@/lib/outbox/emit-event';
import { recordReleaseChanges } from '@/lib/release-changes/record-changes';
import { stateAt } from './state';
import type { AccessDocument } from './dto';

/** On whose authority an access ends, as it was decided before. */
export interface Authority {
  role: Role | 'customer';
  /** Null when the customer ends it in our own portal. */
  accountId: string | null;
  /**
   * The Identity Record of the customer who asks; null when no customer asks, or one whom a supplier signed
   * in.
   */
  ir: string | null;
  /** The token-ref that the request named. */
  tokenRef: string | null;
}

interface Ending {
  reason: RevocationReason | null;
  at: Date;
}

/** What the history names as the cause of a revocation for which no reason was given. */
function causeOf({ role }: Authority): RevocationReason {
  return role === 'customer' || role === 'portal' ? 'customer-request' : 'other';
}

/** Notifies the record's owner of a consent that ended, whoever ended it (docs/api/webhooks.md#events). */
async function notifyOwner(
  tx: Tx,
  { ak, accountId, mpxn, legalBasis, document }: AccessRecord,
  { reason, at }: Ending,
): Promise<void> {
  if (!isConsentBasis(legalBasis)) return;
  if (mpxn === null) throw new Error('an access that has just ended has its meter point still');
  const { duid } = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
  const { 'access-event': event } = document as unknown as AccessDocument;
  await emitEvent(tx, {
    type: 'consent.withdrawal',
    accountId,
    subject: ak,
    payload: {
      ak,
      mpxn,
      duid,
      'revoked-at': at.toISOString(),
      reason,
      'controller-reference': event['controller-reference'] ?? undefined,
    },
  });
}

/**
 * Ends an ACTIVE access, at once and for every process (docs/api/access-records.md#revoking). The caller has
 * locked the record's row and decided that `by` may end it. A record that was revoked before is left
 * unchanged.
 *
 * @returns when it was revoked, and the id of the change that this call caused, or null when it caused none
 * @throws {ConflictError} when the record is EXPIRED or DISCOVERED
 */
export async function endAccess(
  tx: Tx,
  record: AccessRecord,
  by: Authority,
  ending: Ending,
): Promise<{ revokedAt: Date; changeId: string | null }> {
  if (record.revokedAt) return { revokedAt: record.revokedAt, changeId: null };
  const { ak } = record;
  const { reason, at } = ending;
  const state = stateAt(record, at);
  if (state !== 'ACTIVE') throw new ConflictError(`This record is ${state}.`);
  const changeId = newId('evt');
  const cause = reason ?? causeOf(by);
  const { accountId, ir, role, tokenRef } = by;
  await tx.accessRecord.update({
    where: { ak },
    data: {
      state: 'REVOKED',
      revokedAt: at,
      changes: { create: { id: changeId, at, state: 'REVOKED', cause, reason, accountId, ir } },
    },
  });
  await recordAudit(tx, {
    type: 'access-record.revoked',
    accountId,
    ak,
    ir: role === 'customer' ? ir : null,
    tokenRef,
    detail: { reason: role === 'customer' ? reason : cause, by: role },
  });
  await recordReleaseChanges(tx, [{ ak, kind: 'ended' }], at);
  await notifyOwner(tx, record, ending);
  return { revokedAt: at, changeId };
}
