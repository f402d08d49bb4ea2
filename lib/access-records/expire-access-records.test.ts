import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import type { AccessState } from '@/lib/db/generated/client';
import { plantRecord } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { now, secondsFrom } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { expireAccessRecords } from './expire-access-records';

interface Planted {
  expiry?: Date | null;
  state?: AccessState;
}

async function plantAccess({ expiry = null, state = 'ACTIVE' }: Planted, count = 1) {
  const { ir, accountId } = await plantRecord(db());
  const keys = Array.from({ length: count }, () => newId('ak'));
  await db().accessRecord.createMany({
    data: keys.map((ak) => ({
      ...{ ak, accountId, mpxn: '1200023456781', ir, state, expiry },
      legalBasis: 'uk-contract',
      document: { kept: true },
      registeredAt: secondsFrom(now(), -7200),
      createdAt: secondsFrom(now(), -7200),
    })),
  });
  return { accountId, ak: keys[0] ?? '', keys };
}

async function traceOf(ak: string) {
  const { state, changes } = await db().accessRecord.findUniqueOrThrow({
    where: { ak },
    include: { changes: true },
  });
  return { state, changes, events: await db().auditEvent.findMany({ where: { ak } }) };
}

const untouched = (state: AccessState) => ({ state, changes: [], events: [] });

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  test('a record past its expiry is kept as EXPIRED from the instant of it, with cause and audit', async () => {
    const expiry = new Date(now().getTime() - 3_600_123);
    const { ak, accountId } = await plantAccess({ expiry });
    expect(await expireAccessRecords()).toBe(1);
    const { state, changes, events } = await traceOf(ak);
    expect(state).toBe('EXPIRED');
    expect(changes).toMatchObject([{ at: expiry, state: 'EXPIRED', cause: 'expired', accountId }]);
    expect(events).toMatchObject([{ eventType: 'access-record.expired', accountId }]);
  });

  test('nothing else of it changes', async () => {
    const { ak } = await plantAccess({ expiry: secondsFrom(now(), -1) });
    const before = await db().accessRecord.findUnique({ where: { ak } });
    await expireAccessRecords();
    const after = await db().accessRecord.findUnique({ where: { ak } });
    expect(after).toEqual({ ...before, state: 'EXPIRED' });
  });

  test('run again it does nothing', async () => {
    const { ak } = await plantAccess({ expiry: secondsFrom(now(), -1) });
    expect(await expireAccessRecords()).toBe(1);
    const once = await traceOf(ak);
    expect(await expireAccessRecords()).toBe(0);
    expect(await traceOf(ak)).toEqual(once);
  });

  test('of four that run at once each record is expired by one', async () => {
    const { keys } = await plantAccess({ expiry: secondsFrom(now(), -1) }, 20);
    const counts = await Promise.all(Array.from({ length: 4 }, () => expireAccessRecords()));
    // One that met the others' locks may have left its share to them.
    const rest = await expireAccessRecords();
    expect(counts.reduce((sum, count) => sum + count, rest)).toBe(20);
    const changes = await db().accessRecordChange.count({ where: { ak: { in: keys } } });
    const events = await db().auditEvent.count({ where: { ak: { in: keys } } });
    expect([changes, events]).toEqual([20, 20]);
  });

  test('more than one transaction holds are all expired in one run', async () => {
    const { keys } = await plantAccess({ expiry: secondsFrom(now(), -1) }, 201);
    expect(await expireAccessRecords()).toBe(201);
    const left = await db().accessRecord.count({ where: { ak: { in: keys }, state: 'ACTIVE' } });
    expect(left).toBe(0);
  });

  test.each<[string, Planted]>([
    ['without an expiry', {}],
    ['whose expiry is to come', { expiry: secondsFrom(now(), 3600) }],
    ['that was revoked', { state: 'REVOKED', expiry: secondsFrom(now(), -1) }],
    ['that is EXPIRED already', { state: 'EXPIRED', expiry: secondsFrom(now(), -1) }],
    ['that the DCC saw', { state: 'DISCOVERED' }],
  ])('a record %s is left alone', async (_what, planted) => {
    const { ak } = await plantAccess(planted);
    expect(await expireAccessRecords()).toBe(0);
    expect(await traceOf(ak)).toEqual(untouched(planted.state ?? 'ACTIVE'));
  });
});
