import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { openTestDatabase } from '@/lib/mail/testing/open-test-database';
import { plantAsk } from '@/lib/mail-delivery/testing/plant-ask';
import { startMailApi, type MailApi } from '@/lib/mail/testing/start-mail-api';
import { startMailWorker } from './mail-worker';

let api: MailApi;
let close: () => Promise<void>;

beforeAll(async () => {
  api = await startMailApi();
  close = await openTestDatabase({ RESEND_API_KEY: 're_x', RESEND_BASE_URL: api.baseUrl });
  await startMailWorker();
}, 120_000);
afterAll(async () => {
  await close();
  await api.close();
});

test('a send that fails is tried again by itself, not at once, and is then the same mail', async () => {
  api.answers.push(500);
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
  await vi.waitFor(() => expect(api.requests).toHaveLength(2), { timeout: 60_000, interval: 100 });
  const [failedAt = NaN, triedAgainAt] = api.receivedAt;
  expect(triedAgainAt).toBeGreaterThan(failedAt + 3000);
  expect(api.requests[1]).toEqual(api.requests[0]);
  await vi.waitFor(
    async () => {
      const { sentAt } = await db().mail.findFirstOrThrow({ where: { subjectRef: tokenRef } });
      expect(sentAt).toBeInstanceOf(Date);
    },
    { timeout: 20_000, interval: 100 },
  );
}, 120_000);
