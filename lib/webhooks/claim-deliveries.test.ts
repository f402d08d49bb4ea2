import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import type { Prisma } from '@/lib/db/generated/client';
import { plantAccount } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { now, secondsFrom } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { claimDeliveries } from './claim-deliveries';
import { settleAttempt } from './settle-attempt';

async function plantWebhook(fields: Partial<Prisma.WebhookUncheckedCreateInput> = {}) {
  const accountId = fields.accountId ?? (await plantAccount(db())).id;
  const wid = newId('wid');
  const url = `https://hooks.northwind.example/${wid}`;
  await db().webhook.create({
    data: {
      wid,
      callbackUrl: url,
      callbackTarget: url,
      alertEmailSealed: 'none',
      notifyDaysBefore: 30,
      secretSealed: 'none',
      createdAt: now(),
      ...fields,
      accountId,
    },
  });
  return { wid, accountId };
}

/** Deliveries that are due, oldest first; their event-ids. */
async function plantDue(
  { wid, accountId }: { wid: string; accountId: string },
  count: number,
  fields: Partial<Prisma.WebhookDeliveryUncheckedCreateInput> = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const eventId = newId('evt');
    const at = secondsFrom(now(), -60);
    await db().webhookEvent.create({
      data: { eventId, accountId, eventType: 'webhook.test', payload: {}, occurredAt: at },
    });
    await db().webhookDelivery.create({
      data: {
        eventId,
        wid,
        eventType: 'webhook.test',
        status: 'pending',
        nextAttemptAt: at,
        createdAt: at,
        ...fields,
      },
    });
    ids.push(eventId);
  }
  return ids;
}

const idsOf = (claimed: { eventId: string }[]) => claimed.map(({ eventId }) => eventId).sort();
const attempt = (error: string | null) => ({
  at: now(),
  statusCode: null,
  durationMs: 1,
  error,
  answer: null,
});
const deliveryOf = (eventId: string) =>
  db().webhookDelivery.findFirstOrThrow({ where: { eventId } });

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);
  beforeEach(() => db().webhookDelivery.deleteMany());

  test('what one has claimed nobody else gets, however many claim at once', async () => {
    const webhooks = await Promise.all(Array.from({ length: 10 }, () => plantWebhook()));
    const planted = (await Promise.all(webhooks.map((webhook) => plantDue(webhook, 3)))).flat();
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimDeliveries(7)));
    expect(idsOf(claims.flat())).toEqual(planted.sort());
  });

  test('a lease that has ended makes it due again', async () => {
    const [eventId = ''] = await plantDue(await plantWebhook(), 1);
    expect(idsOf(await claimDeliveries(9))).toEqual([eventId]);
    expect(await claimDeliveries(9)).toEqual([]);
    const ended = secondsFrom(now(), -1);
    await db().webhookDelivery.updateMany({ where: { eventId }, data: { leaseUntil: ended } });
    expect(idsOf(await claimDeliveries(9))).toEqual([eventId]);
  });

  test('what is not due yet, or due no more, is left', async () => {
    const webhook = await plantWebhook();
    await plantDue(webhook, 1, { nextAttemptAt: secondsFrom(now(), 60) });
    await plantDue(webhook, 1, { status: 'delivered', nextAttemptAt: null });
    await plantDue(webhook, 1, { status: 'undelivered', nextAttemptAt: null });
    await plantDue(await plantWebhook({ active: false }), 1);
    expect(await claimDeliveries(9)).toEqual([]);
  });

  test('a subscription gets four tries at once, one that is failing gets one', async () => {
    const [well, failing] = [await plantWebhook(), await plantWebhook({ failingSince: now() })];
    const oldest = await plantDue(well, 6);
    await plantDue(failing, 6);
    const claimed = await claimDeliveries(99);
    const of = (wid: string) => claimed.filter((delivery) => delivery.wid === wid);
    expect(idsOf(of(well.wid))).toEqual(oldest.slice(0, 4).sort());
    expect(of(failing.wid)).toHaveLength(1);
    expect(await claimDeliveries(99)).toEqual([]);
  });

  test('with little room the first of each comes before the second of any, failing ones last', async () => {
    const failing = await plantWebhook({ failingSince: now() });
    await plantDue(failing, 3);
    const busy = await plantWebhook();
    await plantDue(busy, 9);
    const quiet = await plantWebhook();
    const [only = ''] = await plantDue(quiet, 1);
    const claimed = await claimDeliveries(2);
    expect(claimed.map(({ wid }) => wid).sort()).toEqual([busy.wid, quiet.wid].sort());
    expect(idsOf(claimed)).toContain(only);
  });

  test('an account gets sixteen tries at once, less what a process has in hand for it', async () => {
    const first = await plantWebhook();
    const { accountId } = first;
    const more = await Promise.all(Array.from({ length: 9 }, () => plantWebhook({ accountId })));
    for (const webhook of [first, ...more]) await plantDue(webhook, 4);
    const other = await plantWebhook();
    await plantDue(other, 2);
    const inHand = new Map([[accountId, 10]]);
    const claimed = await claimDeliveries(99, inHand);
    const of = (id: string) => claimed.filter(({ webhook }) => webhook.accountId === id);
    expect(of(accountId)).toHaveLength(6);
    expect(of(other.accountId)).toHaveLength(2);
    expect(await claimDeliveries(99)).toHaveLength(16);
    expect(await claimDeliveries(99, new Map([[accountId, 16]]))).toEqual([]);
  });

  test('with little room an account with many subscriptions does not come before one with few', async () => {
    const first = await plantWebhook();
    const { accountId } = first;
    const more = await Promise.all(Array.from({ length: 9 }, () => plantWebhook({ accountId })));
    for (const webhook of [first, ...more]) await plantDue(webhook, 1);
    const [only = ''] = await plantDue(await plantWebhook(), 1);
    expect(idsOf(await claimDeliveries(2))).toContain(only);
  });

  test('of one subject a later one waits until the first try of the earlier one has ended', async () => {
    const webhook = await plantWebhook();
    const [first = '', second = ''] = await plantDue(webhook, 2, { subject: 'ak_1' });
    const [other = ''] = await plantDue(webhook, 1, { subject: 'ak_2' });
    const claimed = await claimDeliveries(9);
    expect(idsOf(claimed)).toEqual([first, other].sort());
    expect(await claimDeliveries(9)).toEqual([]);
    const earlier = claimed.find(({ eventId }) => eventId === first);
    if (!earlier) throw new Error('not claimed');
    await settleAttempt(earlier, attempt('answered 500'));
    for (const delivery of claimed.filter(({ eventId }) => eventId === other)) {
      await settleAttempt(delivery, attempt(null));
    }
    expect(idsOf(await claimDeliveries(9))).toEqual([second]);
    expect(await deliveryOf(first)).toMatchObject({ status: 'pending', failures: 1 });
  });

  test('a failure told after its lease went to another process is a try and no more', async () => {
    const [eventId = ''] = await plantDue(await plantWebhook(), 1);
    const [slow] = await claimDeliveries(9);
    const ended = secondsFrom(now(), -1);
    await db().webhookDelivery.updateMany({ where: { eventId }, data: { leaseUntil: ended } });
    const [fast] = await claimDeliveries(9);
    if (!slow || !fast) throw new Error('not claimed');
    await settleAttempt(slow, attempt('no whole answer within 10 seconds'));
    expect(await deliveryOf(eventId)).toMatchObject({
      status: 'pending',
      failures: 0,
      leaseUntil: fast.leaseUntil,
    });
    await settleAttempt(fast, attempt(null));
    expect(await deliveryOf(eventId)).toMatchObject({ status: 'delivered', leaseUntil: null });
    expect(await db().webhookAttempt.count({ where: { eventId } })).toBe(2);
  });

  test('a success told late counts', async () => {
    const [eventId = ''] = await plantDue(await plantWebhook(), 1);
    const [slow] = await claimDeliveries(9);
    if (!slow) throw new Error('not claimed');
    const ended = secondsFrom(now(), -1);
    await db().webhookDelivery.updateMany({ where: { eventId }, data: { leaseUntil: ended } });
    await settleAttempt(slow, attempt(null));
    expect(await deliveryOf(eventId)).toMatchObject({ status: 'delivered' });
    expect(await claimDeliveries(9)).toEqual([]);
  });
});
