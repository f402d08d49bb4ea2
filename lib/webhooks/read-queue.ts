import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import type { FailingSubscription, QueueState } from './dto';

/** At most this many are named; the list of all webhooks has the others. */
const NAMED = 20;

/** What waits to be delivered, and who takes nothing. */
export async function readQueue(): Promise<QueueState> {
  const at = now();
  const { webhookDelivery, webhook } = db();
  const pending = { status: 'pending' as const };
  const [due, later, trying, oldest, failing] = await Promise.all([
    webhookDelivery.count({ where: { ...pending, nextAttemptAt: { lte: at } } }),
    webhookDelivery.count({ where: { ...pending, nextAttemptAt: { gt: at } } }),
    webhookDelivery.count({ where: { ...pending, leaseUntil: { gt: at } } }),
    webhookDelivery.findFirst({ where: pending, orderBy: { nextAttemptAt: 'asc' } }),
    webhook.findMany({
      where: { active: true, deletedAt: null, failingSince: { not: null } },
      orderBy: { failingSince: 'asc' },
      take: NAMED,
      include: { account: { select: { displayName: true } } },
    }),
  ]);
  return {
    due,
    later,
    trying,
    oldestDue: oldest?.nextAttemptAt?.toISOString() ?? null,
    failing: failing.map(({ wid, callbackUrl, account, failingSince }): FailingSubscription => ({
      wid,
      'callback-url': callbackUrl,
      'display-name': account.displayName,
      'failing-since': failingSince?.toISOString() ?? '',
    })),
  };
}
