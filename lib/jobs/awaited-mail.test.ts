import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { queue, addNotifiedWorker } from '@/lib/db/queue';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { openTestDatabase } from '@/lib/mail/testing/open-test-database';
import { plantAsk } from '@/lib/mail-delivery/testing/plant-ask';

const AN_HOUR_S = 3600;

let close: () => Promise<void>;

beforeAll(async () => {
  close = await openTestDatabase();
  await queue().createQueue('send-mail');
}, 120_000);
afterAll(() => close());

async function queueOne(): Promise<void> {
  const { ir, tokenRef, asker } = await plantAsk();
  const about = { ir, subjectRef: tokenRef, locale: 'en', causedBy: asker } as const;
  await inTransaction((tx) => queueMail(tx, { kind: 'magic-link', ...about }));
}

test('a mail that somebody waits for is taken when its transaction has committed, not at the next poll', async () => {
  let taken = 0;
  const untilTaken = (count: number) =>
    vi.waitFor(() => expect(taken).toBe(count), { timeout: 25_000, interval: 20 });
  await queueOne();
  const worker = await queue().work(
    'send-mail',
    { pollingIntervalSeconds: AN_HOUR_S },
    (jobs: unknown[]) => {
      taken += jobs.length;
      return Promise.resolve();
    },
  );
  addNotifiedWorker('send-mail', worker);
  // The worker's first look; from then on it waits for its poll.
  await untilTaken(1);
  await queueOne();
  await untilTaken(2);
});
