import { countByState } from '@/lib/access-records/count-records';
import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';

/** Counts of the whole register (docs/api/operator.md#statistics). */
export async function registerStatistics() {
  const { account, webhook, webhookDelivery } = db();
  const [webhooks, activeWebhooks, pending, undelivered] = await Promise.all([
    webhook.count({ where: { deletedAt: null } }),
    webhook.count({ where: { active: true, deletedAt: null } }),
    webhookDelivery.count({ where: { status: 'pending' } }),
    webhookDelivery.count({ where: { status: 'undelivered' } }),
  ]);
  const totalAccounts = await account.count();
  const activeAccounts = await account.count({ where: { status: 'active' } });
  const { ACTIVE, EXPIRED, REVOKED, DISCOVERED } = await countByState({}, now());
  return {
    total_accounts: totalAccounts,
    active_accounts: activeAccounts,
    total_records: ACTIVE + EXPIRED + REVOKED,
    active_records: ACTIVE,
    expired_records: EXPIRED,
    revoked_records: REVOKED,
    discovered_records: DISCOVERED,
    total_webhooks: webhooks,
    active_webhooks: activeWebhooks,
    pending_deliveries: pending,
    undelivered_deliveries: undelivered,
  };
}
