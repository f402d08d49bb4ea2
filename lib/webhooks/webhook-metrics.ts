import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { counter, gaugeAtScrape } from '@/lib/platform/metrics/registry';
import type { Attempt } from './attempt-delivery';

const attempts = () =>
  counter({
    name: 'register_webhook_attempts_total',
    help: 'Tries of deliveries: delivered, refused by an answer, or unreachable.',
    labels: ['outcome'],
  });

/** Counts one try by what came of it. */
export function countAttempt({ error, statusCode }: Attempt): void {
  const failure = statusCode === null ? 'unreachable' : 'refused';
  attempts().inc({ outcome: error === null ? 'delivered' : failure });
}

async function readOldestPending(): Promise<number> {
  const oldest = await db().webhookDelivery.aggregate({
    where: { status: 'pending' },
    _min: { createdAt: true },
  });
  const { createdAt } = oldest._min;
  return createdAt ? Math.max(0, (now().getTime() - createdAt.getTime()) / 1000) : 0;
}

/** Registers what waits to be delivered as metrics; once a process, at its start. */
export function registerWebhookMetrics(): void {
  gaugeAtScrape(
    {
      name: 'register_webhook_deliveries',
      help: 'Deliveries that wait for a first or another try.',
      labels: ['status'],
    },
    async () => {
      const value = await db().webhookDelivery.count({ where: { status: 'pending' } });
      return [{ labels: { status: 'pending' }, value }];
    },
  );
  gaugeAtScrape(
    {
      name: 'register_webhook_oldest_pending_seconds',
      help: 'Age of the oldest event that is not delivered yet; 0 where none waits.',
      labels: [],
    },
    async () => [{ labels: {}, value: await readOldestPending() }],
  );
}
