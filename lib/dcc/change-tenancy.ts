import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { whereState } from '@/lib/access-records/state';
import { now } from '@/lib/platform/clock';
import { whileReachChanges } from '@/lib/release-changes/while-reach-changes';
import { lockTenancyChange } from './lock-tenancy-change';
import { notifyOfTenancyChange } from './notify-of-tenancy-change';
import type { ChangeOfTenancyInput } from './schemas';
import { tenancyChangeAnswer } from './tenancy-change-answer';

/**
 * Stores a Change of Tenancy and notifies the Data Users that it concerns. No access is revoked; a repeat of
 * the three values gives the first answer again, also after it was taken back
 * (docs/api/dcc.md#change-of-tenancy).
 */
export async function changeTenancy(accountId: string, input: ChangeOfTenancyInput) {
  return inTransaction(async (tx) => {
    const { key, known } = await lockTenancyChange(tx, input);
    if (known) return { isNew: false, change: tenancyChangeAnswer(known) };
    const at = now();
    const active = await tx.accessRecord.findMany({
      where: { mpxn: key.mpxn, ...whereState('ACTIVE', at) },
      select: { ak: true, accountId: true, account: { select: { duid: true } } },
      orderBy: { ak: 'asc' },
    });
    const change = await whileReachChanges(tx, key.mpxn, () =>
      tx.tenancyChange.create({
        data: {
          ...key,
          receivedAt: at,
          activeRecordsAffected: active.length,
          dataUsersNotified: [...new Set(active.map(({ account }) => account.duid))].sort(),
          affectedAks: active.map(({ ak }) => ak),
        },
      }),
    );
    await recordAudit(tx, {
      type: 'tenancy.changed',
      accountId,
      detail: { 'active-records-affected': active.length },
    });
    await notifyOfTenancyChange(tx, change, active);
    return { isNew: true, change: tenancyChangeAnswer(change) };
  });
}
