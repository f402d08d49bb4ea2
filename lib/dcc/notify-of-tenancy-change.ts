import type { Tx } from '@/lib/db/database';
import type { TenancyChange } from '@/lib/db/generated/client';
import { emitEvent } from '@/lib/outbox/emit-event';
import { formatDate } from '@/lib/platform/calendar';

/**
 * Tells each owner of `records` of a Change of Tenancy, or that it was taken back: one event for each Data
 * User, naming its own keys and nobody else's (docs/api/webhooks.md#events).
 */
export async function notifyOfTenancyChange(
  tx: Tx,
  change: TenancyChange,
  records: { ak: string; accountId: string }[],
): Promise<void> {
  const { mpxn, sourceReference } = change;
  for (const accountId of [...new Set(records.map((record) => record.accountId))].sort()) {
    const own = records.filter((record) => record.accountId === accountId);
    await emitEvent(tx, {
      type: 'tenancy.change',
      accountId,
      subject: mpxn,
      payload: {
        mpxn,
        'effective-date': formatDate(change.effectiveDate),
        'source-reference': sourceReference,
        'affected-aks': own.map(({ ak }) => ak),
        ...(change.withdrawnAt && { withdrawn: true }),
      },
    });
  }
}
