import { whereState } from '@/lib/access-records/state-filter';
import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';

/** Counts of the whole register (contract §10). */
export async function registerStatistics() {
  const at = now();
  const { account, accessRecord } = db();
  const [totalAccounts, activeAccounts, total, active, expired, revoked, discovered] =
    await Promise.all([
      account.count(),
      account.count({ where: { status: 'active' } }),
      accessRecord.count(),
      accessRecord.count({ where: whereState('ACTIVE', at) }),
      accessRecord.count({ where: whereState('EXPIRED', at) }),
      accessRecord.count({ where: whereState('REVOKED', at) }),
      accessRecord.count({ where: whereState('DISCOVERED', at) }),
    ]);
  return {
    total_accounts: totalAccounts,
    active_accounts: activeAccounts,
    total_records: total,
    active_records: active,
    expired_records: expired,
    revoked_records: revoked,
    discovered_records: discovered,
  };
}
