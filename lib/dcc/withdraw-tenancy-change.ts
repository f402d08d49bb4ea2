import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { NotFoundError } from '@/lib/platform/errors';
import { whileReachChanges } from '@/lib/release-changes/while-reach-changes';
import { lockTenancyChange } from './lock-tenancy-change';
import { notifyOfTenancyChange } from './notify-of-tenancy-change';
import type { ChangeOfTenancyInput } from './schemas';
import { tenancyChangeAnswer } from './tenancy-change-answer';

/**
 * Takes a reported Change of Tenancy back: it counts as never in effect everywhere, and the Data Users that
 * were told of it are told so. A repeat gives the first answer again
 * (docs/api/dcc.md#a-change-that-is-taken-back).
 *
 * @throws {NotFoundError} when these three values were never reported
 */
export async function withdrawTenancyChange(accountId: string, input: ChangeOfTenancyInput) {
  return inTransaction(async (tx) => {
    const { key, known } = await lockTenancyChange(tx, input);
    if (!known) throw new NotFoundError('The Change of Tenancy');
    if (known.withdrawnAt) {
      return { ...tenancyChangeAnswer(known), 'withdrawn-at': known.withdrawnAt.toISOString() };
    }
    const at = now();
    const change = await whileReachChanges(tx, key.mpxn, () =>
      tx.tenancyChange.update({
        where: { mpxn_effectiveDate_sourceReference: key },
        data: { withdrawnAt: at },
      }),
    );
    const told = await tx.accessRecord.findMany({
      where: { ak: { in: change.affectedAks } },
      select: { ak: true, accountId: true },
      orderBy: { ak: 'asc' },
    });
    await recordAudit(tx, {
      type: 'tenancy.change-withdrawn',
      accountId,
      detail: { 'records-told-of': told.length },
    });
    await notifyOfTenancyChange(tx, change, told);
    return { ...tenancyChangeAnswer(change), 'withdrawn-at': at.toISOString() };
  });
}
