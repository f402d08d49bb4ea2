import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { queue } from '@/lib/db/queue';
import { inTransaction } from '@/lib/db/transaction';
import { findOutboxMail } from '@/lib/mail/find-outbox-mail';
import { listOutbox } from '@/lib/mail/list-outbox';
import { queueMail } from '@/lib/mail/queue-mail';
import { openTestDatabase } from '@/lib/mail/testing/open-test-database';
import { plantAsk, plantedAddress } from '@/lib/mail-delivery/testing/plant-ask';
import { startMailWorker } from './mail-worker';

let close: () => Promise<void>;

beforeAll(async () => {
  close = await openTestDatabase();
  await startMailWorker();
}, 120_000);
afterAll(() => close());

test('a queued mail is in the outbox within seconds, once', async () => {
  const { ir, tokenRef, asker } = await plantAsk();
  await inTransaction((tx) =>
    queueMail(tx, {
      kind: 'magic-link',
      ir,
      subjectRef: tokenRef,
      locale: 'en',
      causedBy: asker,
    }),
  );
  const mails = await vi.waitFor(
    async () => {
      const found = await listOutbox();
      expect(found).not.toHaveLength(0);
      return found ?? [];
    },
    { timeout: 25_000, interval: 100 },
  );
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ to: plantedAddress });
  expect(await findOutboxMail(mails[0]?.id ?? '')).toEqual(mails[0]);
});

test('starting again keeps the retries of the queue', async () => {
  await startMailWorker();
  expect(await queue().getQueue('send-mail')).toMatchObject({
    retryLimit: 8,
    retryDelay: 5,
    retryBackoff: true,
  });
});
