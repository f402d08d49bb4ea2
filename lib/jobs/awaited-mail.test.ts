import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { queue, addNotifiedWorker } from '@/lib/db/queue';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail, type MailRequest } from '@/lib/mail/queue-mail';
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

/** The kind of the mail that a worker would take now; it is taken from the queue. */
async function takeNext(): Promise<string | undefined> {
  const [job] = await queue().fetch<{ mailId: string }>('send-mail');
  const mail = await db().mail.findUnique({ where: { id: job?.data.mailId ?? '' } });
  return mail?.kind;
}

test.each(['magic-link', 'email-proof', 'portal-sign-in'] as const)(
  'a %s mail, which somebody waits for, goes before one that was queued earlier',
  async (kind) => {
    const { ir, tokenRef, proofId, undoId, asker: causedBy } = await plantAsk();
    const request = { ir, locale: 'en' } as const;
    const awaited: Record<typeof kind, MailRequest> = {
      'magic-link': { ...request, kind: 'magic-link', subjectRef: tokenRef, causedBy },
      'email-proof': { ...request, kind: 'email-proof', subjectRef: proofId, causedBy },
      'portal-sign-in': { ...request, kind: 'portal-sign-in', subjectRef: 'none' },
    };
    await inTransaction((tx) =>
      queueMail(tx, { ...request, kind: 'passkey-added', subjectRef: undoId, causedBy }),
    );
    await inTransaction((tx) => queueMail(tx, awaited[kind]));
    expect([await takeNext(), await takeNext()]).toEqual([kind, 'passkey-added']);
  },
);

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
