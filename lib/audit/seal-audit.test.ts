import { beforeEach, describe, expect, test } from 'vitest';
import { db, type Db } from '@/lib/db/database';
import type { AuditEvent } from '@/lib/db/generated/client';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { inTransaction } from '@/lib/db/transaction';
import { checkAuditPart } from './check-audit';
import { recordAudit } from './record-audit';
import { sealAudit, sealOf, verifyAudit } from './seal-audit';

async function append(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await inTransaction((tx) =>
      recordAudit(tx, { type: 'token.issued', accountId: 'northwind', detail: { index } }),
    );
  }
}

/** What someone with the run of the database could do: the triggers are no obstacle to them. */
async function tamper(sql: string): Promise<void> {
  await db().$executeRawUnsafe('ALTER TABLE audit_events DISABLE TRIGGER ALL');
  await db().$executeRawUnsafe(sql);
  await db().$executeRawUnsafe('ALTER TABLE audit_events ENABLE TRIGGER ALL');
}

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  beforeEach(async () => {
    await tamper('TRUNCATE audit_events');
    await tamper("UPDATE audit_head SET position = 0, hash = ''");
  });

  test('an empty chain is whole', async () => {
    expect(await verifyAudit(db())).toEqual({ sealed: 0, unsealed: 0, fault: null });
  });

  test('events are sealed once, in the order of writing', async () => {
    await append(3);
    expect(await verifyAudit(db())).toEqual({ sealed: 0, unsealed: 3, fault: null });
    expect(await sealAudit()).toBe(3);
    expect(await sealAudit()).toBe(0);
    const events = await db().auditEvent.findMany({ orderBy: { sequence: 'asc' } });
    expect(events.map(({ position }) => position)).toEqual([1n, 2n, 3n]);
    expect(await verifyAudit(db())).toEqual({ sealed: 3, unsealed: 0, fault: null });
  });

  test('later events continue the chain', async () => {
    await append(2);
    await sealAudit();
    await append(2);
    expect(await verifyAudit(db())).toEqual({ sealed: 2, unsealed: 2, fault: null });
    await sealAudit();
    expect(await verifyAudit(db())).toEqual({ sealed: 4, unsealed: 0, fault: null });
  });

  test('of several that seal at once each event is sealed by one', async () => {
    await append(5);
    const sealed = await Promise.all([sealAudit(), sealAudit(), sealAudit()]);
    expect(sealed.reduce((sum, count) => sum + count)).toBe(5);
    expect(await verifyAudit(db())).toMatchObject({ sealed: 5, fault: null });
  });

  test('an event of a transaction that failed is not in the chain', async () => {
    const failing = inTransaction(async (tx) => {
      await recordAudit(tx, { type: 'token.issued' });
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    await append(1);
    expect(await sealAudit()).toBe(1);
    expect(await verifyAudit(db())).toMatchObject({ sealed: 1, fault: null });
  });

  test('a chain longer than one batch and one page is sealed and walked to its end', async () => {
    await db().$executeRaw`
      INSERT INTO audit_events (event_id, at, event_type, detail)
      SELECT 'aud_' || n, now(), 'token.issued', '{}' FROM generate_series(1, 1100) n`;
    expect(await sealAudit()).toBe(1100);
    expect(await verifyAudit(db())).toMatchObject({ sealed: 1100, fault: null });
    await tamper('DELETE FROM audit_events WHERE position = 1050');
    expect(await verifyAudit(db())).toMatchObject({
      sealed: 1049,
      fault: { position: '1050', problem: 'missing' },
    });
  });

  test('a check in parts goes on where the one before ended, and finds what a whole walk finds', async () => {
    await db().$executeRaw`
      INSERT INTO audit_events (event_id, at, event_type, detail)
      SELECT 'aud_' || n, now(), 'token.issued', '{}' FROM generate_series(1, 2100) n`;
    await sealAudit();
    const checkAll = async () => {
      const ends: bigint[] = [];
      let part = await checkAuditPart(null, 0);
      for (; !part.isDone; part = await checkAuditPart(part.walk, 0)) ends.push(part.walk.position);
      return { ends, fault: part.fault, position: part.walk.position, head: part.head };
    };
    expect(await checkAll()).toEqual({
      ends: [1000n, 2000n, 2100n],
      fault: null,
      position: 2100n,
      head: 2100n,
    });
    await tamper("UPDATE audit_events SET event_type = 'mail.sent' WHERE position = 1500");
    expect(await checkAll()).toMatchObject({
      ends: [1000n],
      position: 1499n,
      fault: { position: '1500', problem: 'edited' },
    });
  });

  describe('in a chain of five', () => {
    beforeEach(async () => {
      await append(5);
      await sealAudit();
    });

    test.each([
      ['detail', `detail = '{"index": 7}'`],
      ['time', "at = at + interval '1 ms'"],
      ['type', "event_type = 'mail.sent'"],
      ['account', "account_id = 'southwind'"],
      ['account, taken away', 'account_id = NULL'],
      ['access record', "ak = 'ak_1'"],
      ['Identity Record', "ir = 'ir_1'"],
      ['token-ref', "token_ref = 'mlr_1'"],
      ['id', "event_id = 'aud_other'"],
      ['seal', "hash = md5('x')"],
    ])('an edited %s is found', async (_field, change) => {
      await tamper(`UPDATE audit_events SET ${change} WHERE position = 3`);
      const { eventId } = await db().auditEvent.findUniqueOrThrow({ where: { position: 3n } });
      expect(await verifyAudit(db())).toEqual({
        sealed: 2,
        unsealed: 0,
        fault: { position: '3', eventId, problem: 'edited' },
      });
    });

    test.each(['1', '3'])('the missing event %s is found', async (position) => {
      await tamper(`DELETE FROM audit_events WHERE position = ${position}`);
      expect(await verifyAudit(db())).toMatchObject({
        sealed: Number(position) - 1,
        fault: { position, eventId: null, problem: 'missing' },
      });
    });

    test('an end cut off is found', async () => {
      await tamper('DELETE FROM audit_events WHERE position > 3');
      expect(await verifyAudit(db())).toMatchObject({
        sealed: 3,
        fault: { position: '4', eventId: null, problem: 'end missing' },
      });
    });

    test('a chain that is gone altogether is found', async () => {
      await tamper('TRUNCATE audit_events');
      expect(await verifyAudit(db())).toMatchObject({
        fault: { position: '1', problem: 'end missing' },
      });
    });

    test('events that changed places are found', async () => {
      await tamper('UPDATE audit_events SET position = 99 WHERE position = 2');
      await tamper('UPDATE audit_events SET position = 2 WHERE position = 3');
      await tamper('UPDATE audit_events SET position = 3 WHERE position = 99');
      expect(await verifyAudit(db())).toMatchObject({
        fault: { position: '2', problem: 'edited' },
      });
    });

    test('an event taken out and sealed anew at the end is missed at its place', async () => {
      await tamper('UPDATE audit_events SET position = NULL, hash = NULL WHERE position = 2');
      expect(await sealAudit()).toBe(1);
      expect(await verifyAudit(db())).toMatchObject({
        fault: { position: '2', problem: 'missing' },
      });
    });

    test('an event whose seal was made to fit is found at the next one', async () => {
      const [second, third] = await db().auditEvent.findMany({
        where: { position: { in: [2n, 3n] } },
        orderBy: { position: 'asc' },
      });
      if (!second || !third) throw new Error('the chain is not as planted');
      const forged = sealOf(second.hash ?? '', 3n, { ...third, eventType: 'mail.sent' });
      await tamper(
        `UPDATE audit_events SET event_type = 'mail.sent', hash = '${forged}' WHERE position = 3`,
      );
      expect(await verifyAudit(db())).toMatchObject({
        fault: { position: '4', problem: 'edited' },
      });
    });

    test('a false fault is not raised while others go on sealing', async () => {
      const grow = async () => {
        await append(1);
        await sealAudit();
      };
      /** Seals one more event right before or after each read of the verifier. */
      const growing = (order: 'before' | 'after'): Db => {
        const around =
          <Args, Row>(read: (args: Args) => Promise<Row>) =>
          async (args: Args) => {
            const grows = growth.left > 0;
            growth.left -= 1;
            if (grows && order === 'before') await grow();
            const rows = await read(args);
            if (grows && order === 'after') await grow();
            return rows;
          };
        const { auditEvent, auditHead } = db();
        return {
          auditEvent: {
            count: around((args: object) => auditEvent.count(args)),
            findMany: around((args: object) => auditEvent.findMany(args)),
          },
          auditHead: {
            findUniqueOrThrow: around((args: Parameters<typeof auditHead.findUniqueOrThrow>[0]) =>
              auditHead.findUniqueOrThrow(args),
            ),
          },
        } as unknown as Db;
      };
      const growth = { left: 0 };
      for (const order of ['before', 'after'] as const) {
        growth.left = 4;
        expect((await verifyAudit(growing(order))).fault).toBeNull();
      }
    });
  });
});

describe('a seal', () => {
  const event: AuditEvent = {
    eventId: 'aud_1',
    sequence: 1n,
    at: new Date('2026-01-01T00:00:00Z'),
    accountId: null,
    eventType: 'token.issued',
    ak: null,
    ir: null,
    tokenRef: null,
    detail: { a: 1, b: { c: 2, d: [1, 2] } },
    position: null,
    hash: null,
  };
  const sealWith = (detail: AuditEvent['detail']) => sealOf('', 1n, { ...event, detail });

  test('is the same whatever order a database hands the keys back in', () => {
    expect(sealWith({ b: { d: [1, 2], c: 2 }, a: 1 })).toBe(sealWith(event.detail));
  });

  test.each([
    ['another value', { a: 2, b: { c: 2, d: [1, 2] } }],
    ['another nested value', { a: 1, b: { c: 3, d: [1, 2] } }],
    ['another order of a list', { a: 1, b: { c: 2, d: [2, 1] } }],
    ['a key more', { a: 1, b: { c: 2, d: [1, 2] }, e: null }],
    ['a text for a number', { a: '1', b: { c: 2, d: [1, 2] } }],
  ])('differs for %s', (_what, detail) => {
    expect(sealWith(detail)).not.toBe(sealWith(event.detail));
  });

  test('differs after another event, and at another place', () => {
    const seals = [sealOf('', 1n, event), sealOf('x', 1n, event), sealOf('', 2n, event)];
    expect(new Set(seals).size).toBe(3);
  });

  test('differs when a value moves from one field to the next', () => {
    const inAk = sealOf('', 1n, { ...event, ak: 'x', ir: null });
    expect(inAk).not.toBe(sealOf('', 1n, { ...event, ak: null, ir: 'x' }));
  });
});
