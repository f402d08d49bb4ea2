import { describe, expect, test } from 'vitest';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { db } from './database';
import type { Prisma, ReidentificationOutcome } from './generated/client';
import { plantRecord, plantReidentification } from './testing/plant-record';
import { testDatabases, withTestDatabase } from './testing/with-test-database';

async function plantEvent() {
  return db().auditEvent.create({
    data: { eventId: newId('aud'), at: now(), eventType: 'token.issued', detail: { a: 1 } },
  });
}

async function plantAccess() {
  const { ir, accountId } = await plantRecord(db());
  return db().accessRecord.create({
    data: {
      ak: newId('ak'),
      accountId,
      mpxn: '1200023456781',
      ir,
      state: 'ACTIVE',
      legalBasis: 'uk-public-task',
      document: {},
      registeredAt: now(),
      createdAt: now(),
      changes: { create: { id: newId('evt'), at: now(), state: 'ACTIVE', cause: 'registered' } },
    },
    include: { changes: true },
  });
}

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  describe('an audit event', () => {
    const changes: [string, Prisma.AuditEventUpdateInput][] = [
      ['id', { eventId: 'aud_other' }],
      ['place in the order', { sequence: 999_999 }],
      ['time', { at: new Date(0) }],
      ['account', { accountId: 'other' }],
      ['type', { eventType: 'token.stolen' }],
      ['access record', { ak: 'ak_other' }],
      ['Identity Record', { ir: 'ir_other' }],
      ['token-ref', { tokenRef: 'mlr_other' }],
      ['detail', { detail: { a: 2 } }],
    ];

    test.each(changes)('never changes its %s', async (_field, data) => {
      const event = await plantEvent();
      const { eventId } = event;
      await expect(db().auditEvent.update({ where: { eventId }, data })).rejects.toThrow(
        'append-only',
      );
      expect(await db().auditEvent.findUnique({ where: { eventId } })).toEqual(event);
    });

    test('is never deleted', async () => {
      const { eventId } = await plantEvent();
      await expect(db().auditEvent.delete({ where: { eventId } })).rejects.toThrow('append-only');
    });

    test('is sealed once', async () => {
      const { eventId, sequence: position } = await plantEvent();
      const seal = (hash: string) =>
        db().auditEvent.update({ where: { eventId }, data: { position, hash } });
      await seal('first');
      await expect(seal('second')).rejects.toThrow('append-only');
      const unseal = db().auditEvent.update({
        where: { eventId },
        data: { position: null, hash: null },
      });
      await expect(unseal).rejects.toThrow('append-only');
    });
  });

  test.each(['audit_events', 'access_records', 'access_record_changes'])(
    '%s is never emptied',
    async (table) => {
      const empty = db().$executeRawUnsafe(`TRUNCATE ${table} CASCADE`);
      await expect(empty).rejects.toThrow('append-only');
    },
  );

  describe('an access record', () => {
    test('is never deleted', async () => {
      const { ak, changes } = await plantAccess();
      expect(changes).toHaveLength(1);
      await expect(db().$executeRaw`DELETE FROM access_records WHERE ak = ${ak}`).rejects.toThrow(
        'append-only',
      );
    });

    test('may be revoked', async () => {
      const { ak } = await plantAccess();
      const data = { state: 'REVOKED', revokedAt: now() } as const;
      expect(await db().accessRecord.update({ where: { ak }, data })).toMatchObject(data);
    });

    test('keeps every change: none is edited or deleted', async () => {
      const { changes } = await plantAccess();
      const where = { id: changes[0]?.id ?? '' };
      const edit = db().accessRecordChange.update({ where, data: { cause: 'other' } });
      await expect(edit).rejects.toThrow('append-only');
      await expect(db().accessRecordChange.delete({ where })).rejects.toThrow('append-only');
    });

    test('loses of its changes whom they were about, with its meter point and not before', async () => {
      const { ak, changes } = await plantAccess();
      const where = { id: changes[0]?.id ?? '' };
      const update = (data: Prisma.AccessRecordChangeUpdateInput) =>
        db().accessRecordChange.update({ where, data });
      const forgotten = { ir: null, replacedIr: null, replacedConfirmationRef: null };
      await expect(update(forgotten)).rejects.toThrow('append-only');
      await db().accessRecord.update({ where: { ak }, data: { mpxn: null, mpxnHash: 'hash' } });
      await expect(update({ ...forgotten, cause: 'other' })).rejects.toThrow('append-only');
      await expect(update({ ...forgotten, replaced: { a: 1 } })).rejects.toThrow('append-only');
      await expect(update({ ir: 'ir_other' })).rejects.toThrow('append-only');
      expect(await update(forgotten)).toMatchObject(forgotten);
    });
  });

  describe('a re-identification', () => {
    async function end(
      first: ReidentificationOutcome,
      second: ReidentificationOutcome | null,
      fields: Partial<Prisma.ReidentificationUncheckedCreateInput> = {},
    ) {
      const { tokenRef } = await plantReidentification(db(), fields);
      const write = (outcome: ReidentificationOutcome | null) =>
        db().reidentification.update({ where: { tokenRef }, data: { outcome } });
      await write(first);
      return write(second);
    }

    test.each([
      ['confirmed', 'declined'],
      ['confirmed', null],
      ['declined', 'confirmed'],
      ['declined', 'expired'],
      ['declined', null],
      ['expired', 'confirmed'],
      ['expired', 'declined'],
      ['expired', null],
    ] as const)('that is %s never becomes %s', async (first, second) => {
      await expect(end(first, second)).rejects.toThrow('ends once');
    });

    test('that is confirmed never expires once its return code was shown', async () => {
      const shown = { bindReturn: true, returnCodeShownAt: now() };
      await expect(end('confirmed', 'expired', shown)).rejects.toThrow('ends once');
    });

    test('that is confirmed and not bound to a return never expires', async () => {
      await expect(end('confirmed', 'expired')).rejects.toThrow('ends once');
    });

    test('that is confirmed expires on wrong return codes', async () => {
      const bound = { bindReturn: true };
      expect(await end('confirmed', 'expired', bound)).toMatchObject({ outcome: 'expired' });
    });

    test('that has ended can still be used', async () => {
      const { tokenRef } = await plantReidentification(db(), { outcome: 'confirmed' });
      const data = { usedAt: now(), usedForAk: 'ak_1' };
      expect(await db().reidentification.update({ where: { tokenRef }, data })).toMatchObject(data);
    });
  });
});
