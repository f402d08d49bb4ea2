import { whereState } from '@/lib/access-records/state-filter';
import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';

/** Counts of the whole register (contract §10). */
export async function registerStatistics() {
  const at = now();
  const { account, accessRecord, webhook, webhookDelivery } = db();
  const [webhooks, activeWebhooks, pending, undelivered] = await Promise.all([
    webhook.count(),
    webhook.count({ where: { active: true } }),
    webhookDelivery.count({ where: { status: 'pending' } }),
    webhookDelivery.count({ where: { status: 'undelivered' } }),
  ]);
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
    total_webhooks: webhooks,
    active_webhooks: activeWebhooks,
    pending_deliveries: pending,
    undelivered_deliveries: undelivered,
  };
}
