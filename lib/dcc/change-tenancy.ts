import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { TenancyChange } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { whereState } from '@/lib/access-records/state';
import { formatDate, parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { emitEvent } from '@/lib/outbox/emit-event';
import type { ChangeOfTenancyInput } from './schemas';

function toAnswer(change: TenancyChange) {
  return {
    mpxn: change.mpxn,
    'effective-date': formatDate(change.effectiveDate),
    'source-reference': change.sourceReference,
    'active-records-affected': change.activeRecordsAffected,
    'data-users-notified': change.dataUsersNotified,
  };
}

/** One event for each Data User, naming its own keys and nobody else's. */
async function notifyDataUsers(
  tx: Tx,
  change: TenancyChange,
  active: { ak: string; accountId: string }[],
): Promise<void> {
  const { mpxn, sourceReference } = change;
  for (const accountId of [...new Set(active.map((record) => record.accountId))].sort()) {
    const own = active.filter((record) => record.accountId === accountId);
    await emitEvent(tx, {
      type: 'tenancy.change',
      accountId,
      subject: mpxn,
      payload: {
        mpxn,
        'effective-date': formatDate(change.effectiveDate),
        'source-reference': sourceReference,
        'affected-aks': own.map(({ ak }) => ak),
      },
    });
  }
}

/**
 * Stores a Change of Tenancy and notifies the Data Users that it concerns. No access is revoked; a repeat of
 * the three values gives the first answer again (docs/api/dcc.md#change-of-tenancy).
 */
export async function changeTenancy(accountId: string, input: ChangeOfTenancyInput) {
  const key = {
    mpxn: input.mpxn,
    effectiveDate: parseDate(input['effective-date']),
    sourceReference: input['source-reference'],
  };
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${key.mpxn}, 9))`;
    const known = await tx.tenancyChange.findUnique({
      where: { mpxn_effectiveDate_sourceReference: key },
    });
    if (known) return { isNew: false, change: toAnswer(known) };
    const at = now();
    const active = await tx.accessRecord.findMany({
      where: { mpxn: key.mpxn, ...whereState('ACTIVE', at) },
      select: { ak: true, accountId: true, account: { select: { duid: true } } },
      orderBy: { ak: 'asc' },
    });
    const change = await tx.tenancyChange.create({
      data: {
        ...key,
        receivedAt: at,
        activeRecordsAffected: active.length,
        dataUsersNotified: [...new Set(active.map(({ account }) => account.duid))].sort(),
      },
    });
    await recordAudit(tx, {
      type: 'tenancy.changed',
      accountId,
      detail: { 'active-records-affected': active.length },
    });
    await notifyDataUsers(tx, change, active);
    return { isNew: true, change: toAnswer(change) };
  });
}
