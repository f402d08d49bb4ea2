import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';
import { plantAccount, plantReidentification } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { DAY_S, secondsFrom } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { clean } from './cleaning';

// After the test's own key ring has begun.
const today = new Date('2040-03-01T12:00:00Z');
const MINUTE_S = 60;
const ago = (seconds: number) => secondsFrom(today, -seconds);

/** A ceremony opened then, of a re-identification that ended five minutes later. */
async function plantCeremony(createdAt: Date, expiresAt = secondsFrom(createdAt, 300)) {
  const { tokenRef, ir } = await plantReidentification(db(), {
    method: 'passkey_assert',
    createdAt,
    expiresAt,
  });
  const ceremony = await db().ceremony.create({
    data: { id: newId('cer'), sessionHash: tokenRef, tokenRef, createdAt },
  });
  return { ...ceremony, ir };
}

const plantChallenge = (name: string, expiresAt: Date) =>
  db().challenge.create({
    data: {
      challengeHash: name,
      scope: 'cer_0',
      browserHash: 'browser',
      purpose: 'assert',
      createdAt: ago(DAY_S),
      expiresAt,
    },
  });

const plantProof = async (name: string, expiresAt: Date) => {
  const { id: ceremonyId, ir } = await plantCeremony(ago(8 * DAY_S));
  const fields = { browserHash: 'browser', linkKeyId: 'none', createdAt: ago(8 * DAY_S) };
  await db().emailProof.create({ data: { id: name, ir, ceremonyId, ...fields, expiresAt } });
};

const plantMail = (id: string, ending: { sentAt?: Date; failedAt?: Date }) =>
  db().mail.create({
    data: {
      id,
      kind: 'magic-link',
      locale: 'en',
      subjectRef: 'none',
      detail: {},
      createdAt: ago(60 * DAY_S),
      ...ending,
    },
  });

const plantOutboxMail = (id: string, sentAt: Date) =>
  db().outboxMail.create({
    data: { id, to: 'a@b.c', from: 'd@e.f', subject: '', html: '', text: '', sentAt },
  });

/** One row of each table of the portal's sessions, due to go that many seconds after today. */
async function plantPortalRows(name: string, seconds: number): Promise<void> {
  const due = secondsFrom(today, seconds);
  const createdAt = ago(40 * DAY_S);
  await db().portalSignIn.create({
    data: {
      id: name,
      browserHash: 'browser',
      hint: Buffer.from('none'),
      hintKeyId: 'none',
      subjectHash: 'none',
      locale: 'en',
      linkKeyId: 'none',
      createdAt,
      expiresAt: secondsFrom(due, -DAY_S),
    },
  });
  await db().portalSession.create({
    data: {
      id: name,
      tokenHash: name,
      provedBy: 'mail',
      createdAt,
      lastSeenAt: createdAt,
      expiresAt: secondsFrom(due, -30 * DAY_S),
    },
  });
}

const plantKey = (key: string, startedAt: Date) =>
  db().idempotencyKey.create({
    data: { accountId: 'northwind', key, requestHash: 'hash', startedAt },
  });

const plantWebhook = async (wid: string) => {
  const { id: accountId } = await plantAccount(db());
  await db().webhook.create({
    data: {
      wid,
      accountId,
      callbackUrl: 'https://northwind.example/hook',
      callbackTarget: 'https://northwind.example/hook',
      alertEmailSealed: 'none',
      secretSealed: 'none',
      notifyDaysBefore: 30,
      eventTypes: [],
      createdAt: ago(200 * DAY_S),
    },
  });
};

const plantEvent = async (
  eventId: string,
  wid: string,
  occurredAt: Date,
  status: 'pending' | 'delivered' | 'undelivered',
) => {
  const nextAttemptAt = status === 'pending' ? occurredAt : null;
  await db().webhookEvent.create({
    data: { eventId, accountId: 'northwind', eventType: 'webhook.test', payload: {}, occurredAt },
  });
  await db().webhookDelivery.create({
    data: {
      eventId,
      wid,
      eventType: 'webhook.test',
      status,
      nextAttemptAt,
      createdAt: occurredAt,
    },
  });
  await db().webhookAttempt.create({ data: { eventId, wid, at: occurredAt, durationMs: 1 } });
};

async function plantRotation(until: Date): Promise<string> {
  const { id } = await plantAccount(db());
  await db().account.update({
    where: { id },
    data: { previousSecretHash: 'hash', previousSecretUntil: until },
  });
  return id;
}

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  beforeEach(() => vi.setSystemTime(today));
  afterEach(() => vi.useRealTimers());

  test('a challenge goes when it has expired, not before', async () => {
    await plantChallenge('over', today);
    await plantChallenge('open', secondsFrom(today, 1));
    await clean();
    expect(await db().challenge.findMany()).toMatchObject([{ challengeHash: 'open' }]);
  });

  test('a ceremony goes after a month, with its proofs; its re-identification stays', async () => {
    const old = await plantCeremony(ago(30 * DAY_S));
    await db().emailProof.create({
      data: {
        id: newId('prf'),
        ir: old.ir,
        ceremonyId: old.id,
        browserHash: 'browser',
        linkKeyId: 'none',
        createdAt: today,
        expiresAt: today,
      },
    });
    const younger = await plantCeremony(ago(30 * DAY_S - 1));
    const kept = await plantCeremony(ago(31 * DAY_S), secondsFrom(today, 1));
    await clean();
    const left = await db().ceremony.findMany({
      where: { id: { in: [old.id, younger.id, kept.id] } },
    });
    expect(left.map(({ id }) => id).sort()).toEqual([younger.id, kept.id].sort());
    expect(await db().emailProof.count({ where: { ceremonyId: old.id } })).toBe(0);
    const { tokenRef } = old;
    expect(await db().reidentification.findUnique({ where: { tokenRef } })).not.toBeNull();
  });

  test('a proposal goes an hour after, unless it was used or is open on a page; its digest stays', async () => {
    const plant = async (createdAt: Date, fields: { usedAt?: Date; expiresAt?: Date } = {}) => {
      const planted = { proposal: { purpose: 'x' }, proposalDigest: 'digest', createdAt };
      const ended = { expiresAt: secondsFrom(createdAt, 900), ...fields };
      return (await plantReidentification(db(), { ...planted, ...ended })).tokenRef;
    };
    const HOUR_S = 60 * MINUTE_S;
    const old = await plant(ago(HOUR_S));
    const kept = [
      await plant(ago(HOUR_S - 1)),
      await plant(ago(DAY_S), { usedAt: ago(DAY_S) }),
      await plant(ago(DAY_S), { expiresAt: secondsFrom(today, 1) }),
    ];
    await clean();
    const rows = await db().reidentification.findMany({
      where: { NOT: { proposal: { equals: Prisma.DbNull } } },
    });
    expect(rows.map(({ tokenRef }) => tokenRef).sort()).toEqual(kept.sort());
    const forgotten = await db().reidentification.findUnique({ where: { tokenRef: old } });
    expect(forgotten).toMatchObject({ proposal: null, proposalDigest: 'digest' });
  });

  test('evidence with which nothing was registered goes an hour after', async () => {
    const plant = (name: string, createdAt: Date, fields: { ak?: string } = {}) =>
      db().confirmationEvidence.create({
        data: {
          ...{ tokenRef: name, keyId: 'none', digest: 'none', createdAt, ...fields },
          ...{ sealed: Buffer.of(1), wrappedKey: Buffer.of(1) },
        },
      });
    await plant('old', ago(60 * MINUTE_S));
    await plant('younger', ago(60 * MINUTE_S - 1));
    await plant('registered', ago(DAY_S), { ak: 'ak_1' });
    await clean();
    const left = await db().confirmationEvidence.findMany({ orderBy: { tokenRef: 'asc' } });
    expect(left.map(({ tokenRef }) => tokenRef)).toEqual(['registered', 'younger']);
  });

  test('an e-mail proof goes a week after it expired', async () => {
    await plantProof('old', ago(7 * DAY_S));
    await plantProof('younger', ago(7 * DAY_S - 1));
    await clean();
    expect(await db().emailProof.findMany()).toMatchObject([{ id: 'younger' }]);
  });

  test('a sign-in goes a day after its end, a session a month after', async () => {
    for (const [name, seconds] of [
      ['old', 0],
      ['younger', 1],
    ] as const) {
      await plantPortalRows(name, seconds);
    }
    await clean();
    expect(await db().portalSignIn.findMany()).toMatchObject([{ id: 'younger' }]);
    expect(await db().portalSession.findMany()).toMatchObject([{ id: 'younger' }]);
  });

  test('a session of a console goes a month after its end', async () => {
    const { id: accountId } = await plantAccount(db());
    const plant = (name: string, expiresAt: Date) =>
      db().consoleSession.create({
        data: {
          ...{ id: name, tokenHash: name, realm: 'data_user', accountId, provedBy: 'secret' },
          ...{ createdAt: expiresAt, lastSeenAt: expiresAt, authenticatedAt: expiresAt, expiresAt },
        },
      });
    await plant('old', ago(30 * DAY_S));
    await plant('younger', ago(30 * DAY_S - 1));
    await clean();
    expect(await db().consoleSession.findMany()).toMatchObject([{ id: 'younger' }]);
  });

  test('a mail goes a month after it was sent or given up; one not sent stays', async () => {
    await plantMail('sent', { sentAt: ago(30 * DAY_S) });
    await plantMail('failed', { failedAt: ago(30 * DAY_S) });
    await plantMail('sent later', { sentAt: ago(30 * DAY_S - 1) });
    await plantMail('failed later', { failedAt: ago(30 * DAY_S - 1) });
    await plantMail('waiting', {});
    await plantOutboxMail('shown', ago(30 * DAY_S));
    await plantOutboxMail('shown later', ago(30 * DAY_S - 1));
    await clean();
    const left = await db().mail.findMany({ orderBy: { id: 'asc' } });
    expect(left.map(({ id }) => id)).toEqual(['failed later', 'sent later', 'waiting']);
    expect(await db().outboxMail.findMany()).toMatchObject([{ id: 'shown later' }]);
  });

  test('an event goes with its tries after 90 days, unless it is still to be delivered', async () => {
    await plantWebhook('wid_events');
    await plantEvent('delivered', 'wid_events', ago(90 * DAY_S), 'delivered');
    await plantEvent('undelivered', 'wid_events', ago(90 * DAY_S), 'undelivered');
    await plantEvent('pending', 'wid_events', ago(90 * DAY_S), 'pending');
    await plantEvent('younger', 'wid_events', ago(90 * DAY_S - 1), 'delivered');
    await clean();
    await clean();
    const left = await db().webhookEvent.findMany({
      orderBy: { eventId: 'asc' },
      include: { deliveries: { include: { attempts: true } } },
    });
    expect(left).toMatchObject([
      { eventId: 'pending', deliveries: [{ attempts: [{}] }] },
      { eventId: 'younger', deliveries: [{ attempts: [{}] }] },
    ]);
    expect(await db().webhookAttempt.count()).toBe(2);
  });

  test('an idempotency key goes when its day is over', async () => {
    await plantKey('old', ago(DAY_S));
    await plantKey('younger', ago(DAY_S - 1));
    await clean();
    expect(await db().idempotencyKey.findMany()).toMatchObject([{ key: 'younger' }]);
  });

  test('a counter of a limit goes when its window is over', async () => {
    await db().rateLimit.createMany({
      data: [
        { key: 'over', points: 5, expire: today.getTime() },
        { key: 'running', points: 5, expire: secondsFrom(today, 1).getTime() },
      ],
    });
    await clean();
    expect(await db().rateLimit.findMany()).toMatchObject([{ key: 'running' }]);
  });

  test('a replaced secret is forgotten after its time, and the account is left alone', async () => {
    const [over, running] = [await plantRotation(today), await plantRotation(ago(-MINUTE_S))];
    const before = await db().account.findUniqueOrThrow({ where: { id: over } });
    await clean();
    expect(await db().account.findUnique({ where: { id: over } })).toEqual({
      ...before,
      previousSecretHash: null,
      previousSecretUntil: null,
    });
    expect(await db().account.findUnique({ where: { id: running } })).toMatchObject({
      previousSecretHash: 'hash',
    });
  });

  test('more than one batch goes, whoever else is cleaning', async () => {
    await db().$executeRaw`
      INSERT INTO idempotency_keys (account_id, key, request_hash, started_at)
      SELECT 'northwind', 'many ' || n, 'hash', ${ago(2 * DAY_S)} FROM generate_series(1, 1200) n`;
    await Promise.all([clean(), clean()]);
    await clean();
    expect(await db().idempotencyKey.count({ where: { key: { startsWith: 'many' } } })).toBe(0);
  });

  test.each([
    ['challenges', 'expires_at'],
    ['ceremonies', 'created_at'],
    ['email_proofs', 'expires_at'],
    ['reidentifications', 'created_at'],
    ['confirmation_evidence', 'created_at'],
    ['confirmation_evidence', 'ak'],
    ['access_records', 'COALESCE(revoked_at, expiry)'],
    ['reidentifications', 'used_for_ak'],
    ['discovered_accesses', 'superseded_by'],
    ['mails', 'sent_at'],
    ['mails', 'failed_at'],
    ['outbox_mails', 'sent_at'],
    ['idempotency_keys', 'started_at'],
    ['rate_limits', 'expire'],
    ['accounts', 'previous_secret_until'],
  ])('what is due in %s is found by an index on %s', async (table, column) => {
    const found = await db().$queryRaw<unknown[]>`
      SELECT 1 FROM pg_indexes WHERE tablename = ${table}
         AND indexdef LIKE ${`%USING btree (${column}%`}`;
    expect(found).not.toEqual([]);
  });
});
