import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sealAudit } from '@/lib/audit/seal-audit';
import { recordAudit } from '@/lib/audit/record-audit';
import { closeDatabase, db, openDatabase } from '@/lib/db/database';
import { queue, startQueue, stopQueue } from '@/lib/db/queue';
import { newPostgresDatabase, testDatabases } from '@/lib/db/testing/with-test-database';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { plantAsk } from '@/lib/mail-delivery/testing/plant-ask';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { ensureKeyRing } from '@/lib/platform/key-ring';
import { generateKeyRing } from '@/lib/platform/key-ring-shape';
import { setSettings } from '@/lib/platform/testing/set-settings';
import { numberReleaseChanges } from '@/lib/release-changes/number-changes';
import { recordReleaseChanges } from '@/lib/release-changes/record-changes';
import { makeDay } from '@/lib/releases/days';
import { exportRegister } from './export-register';
import { importRegister } from './import-register';
import { leftOut, readTables } from './tables';

type Kind = (typeof testDatabases)[number];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'register-transfer-'));
const ring = JSON.stringify(generateKeyRing(new Date('2026-01-01T00:00:00Z')));

/** An empty, migrated register on a database of its own. */
async function openEmpty(kind: Kind, keyRing = ring): Promise<void> {
  await closeRegister();
  const url = kind === 'PostgreSQL' ? await newPostgresDatabase() : '';
  setSettings({
    DATABASE_URL: url,
    DATA_DIR: fs.mkdtempSync(path.join(folder, 'data-')),
    KEY_RING: keyRing,
  });
  ensureKeyRing();
  await openDatabase();
  await startQueue();
  await queue().createQueue('send-mail');
}

async function closeRegister(): Promise<void> {
  await stopQueue();
  await closeDatabase();
  vi.unstubAllEnvs();
}

/** An access record whose document has all that a careless copy would spoil. */
async function plantAccess(accountId: string, ir: string): Promise<string> {
  const ak = newId('ak');
  await db().accessRecord.create({
    data: {
      ak,
      accountId,
      ir,
      mpxn: '1200023456781',
      state: 'ACTIVE',
      legalBasis: 'uk-public-task',
      document: { z: 1, a: 'line\nbreak, "quote", \\ back, ŵ 😀', list: [null, 1.5, 1e21] },
      registeredAt: new Date('2026-06-01T00:00:00.123Z'),
      createdAt: now(),
      changes: { create: { id: newId('evt'), at: now(), state: 'ACTIVE', cause: 'registered' } },
    },
  });
  return ak;
}

/** A decision of each day, what stays of days that are over, and a change that is told and one that waits. */
async function plantReleases(accountId: string, ak: string): Promise<void> {
  const day = new Date('2026-02-28');
  for (const at of [day, new Date('2026-03-29')]) {
    await inTransaction((tx) => makeDay(tx, at.toISOString().slice(0, 10)));
    await db().releaseDecision.create({
      data: {
        ...{ day: at, id: newId('dec'), accountId: 'provider', ak, mpxn: '1200023456781' },
        ...{ dataTypes: ['HH-CONSUMPTION'], dataFrom: day, dataTo: day },
        ...{ reason: 'tenancy_changed', count: 3n, firstAt: at, lastAt: at },
      },
    });
  }
  const totals = { ak, accountId: 'provider', permitted: 2n, refused: 1n };
  await db().releaseTotal.create({ data: { ...totals, day: new Date('2025-01-01') } });
  await db().releaseProviderTotal.create({
    data: { accountId: 'provider', day, reason: 'tenancy_changed', count: 3n },
  });
  await db().releaseCountedDay.create({ data: { day, countedAt: now(), tookMs: 5 } });
  const permit = { accountId: 'provider', ak, ownerId: accountId, lastPermittedOn: day };
  await db().releasePermit.create({ data: permit });
  await db().residenceProof.create({
    data: { ir: 'ir', provenOn: day, provenAt: day, supplierCustomerId: 'customer' },
  });
  await db().releaseProbe.create({
    data: { day, accountId: 'provider', keyHash: 'hash', pairs: ['pair'] },
  });
  await db().releaseMiss.create({
    data: { accountId: 'provider', minute: day, duid: '', count: 1n },
  });
  await inTransaction((tx) => recordReleaseChanges(tx, [{ ak, kind: 'tenancy_changed' }]));
  await numberReleaseChanges();
  await inTransaction((tx) => recordReleaseChanges(tx, [{ accountId, kind: 'suspended' }]));
}

async function fill(): Promise<void> {
  const { accountId, ir, tokenRef, asker } = await plantAsk();
  await plantReleases(accountId, await plantAccess(accountId, ir));
  await db().account.update({
    where: { id: accountId },
    data: { redirectUrls: ['https://a.example/?a=1,2', 'https://b.example/"{}'], dataTypes: [] },
  });
  await db().idempotencyKey.create({
    data: { accountId, key: 'a key', requestHash: 'hash', startedAt: now() },
  });
  await db().rateLimit.create({ data: { key: 'k', points: 1, expire: now().getTime() } });
  await inTransaction((tx) =>
    queueMail(tx, {
      kind: 'magic-link',
      ir,
      subjectRef: tokenRef,
      locale: 'cy',
      causedBy: asker,
    }),
  );
  for (let index = 0; index < 450; index += 1) {
    await inTransaction((tx) => recordAudit(tx, { type: 'token.issued', detail: { index } }));
  }
}

const noProgress = () => undefined;
const linesOf = (file: string) => gunzipSync(fs.readFileSync(file)).toString('utf8').split('\n');

/** The file with other lines, as someone who can open it would write it. */
function changed(file: string, change: (lines: string[]) => string[]): string {
  const other = `${file}.changed`;
  fs.writeFileSync(other, gzipSync(change(linesOf(file)).join('\n')));
  return other;
}

const counts = async () => ({
  accounts: await db().account.count(),
  audit: await db().auditEvent.count(),
  heads: await db().auditHead.count(),
});
const emptyCounts = { accounts: 0, audit: 0, heads: 1 };

let file: string;

beforeAll(async () => {
  await openEmpty('PGlite');
  await fill();
  file = path.join(folder, 'register.export');
  await exportRegister(file, noProgress);
});
afterAll(async () => {
  await closeRegister();
  fs.rmSync(folder, { recursive: true, force: true });
});

test('each table of the schema goes along or is named as left out', async () => {
  const tables = await db().$transaction((tx) => readTables(tx));
  const schema = fs.readFileSync('prisma/schema.prisma', 'utf8');
  const models = [...schema.matchAll(/^model [^}]*@@map\("(\w+)"\)/gm)].map(([, name]) => name);
  expect(models).toHaveLength([...schema.matchAll(/^model /gm)].length);
  const known = [...tables.map(({ name }) => name), ...Object.keys(leftOut)];
  expect(known.toSorted()).toEqual([...models, '_prisma_migrations'].toSorted());
});

test('the file holds no key of the ring, and is its owner’s alone', () => {
  const text = linesOf(file).join('\n');
  for (const [, secret] of ring.matchAll(/"secret":"([^"]+)"/g)) expect(text).not.toContain(secret);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
});

test('an export never overwrites, and one that fails leaves no file', async () => {
  const failing = exportRegister(path.join(folder, 'failed'), () => {
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
  expect(fs.readdirSync(folder).filter((name) => name.startsWith('failed'))).toEqual([]);
});

describe.each(testDatabases)('into %s', (kind) => {
  test('a register moves whole: rows to the letter, chain, sequence, triggers, waiting mail', async () => {
    await openEmpty(kind);
    const progress: string[] = [];
    const imported = await importRegister(file, (table, done, all) =>
      progress.push(`${table} ${done}/${all}`),
    );
    expect(imported).toMatchObject({ auditEvents: 450, mails: 1 });
    expect(progress).toContain('audit_events 200/450');
    expect(progress).toContain('audit_events 450/450');

    const again = path.join(folder, `again-${kind}.export`);
    await exportRegister(again, noProgress);
    // All but the header's time and the seal, which covers it.
    expect(linesOf(again).slice(1, -2).toSorted()).toEqual(linesOf(file).slice(1, -2).toSorted());

    const before = await db().auditEvent.aggregate({ _max: { sequence: true } });
    await inTransaction((tx) => recordAudit(tx, { type: 'token.issued' }));
    const newest = await db().auditEvent.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
    expect(newest.sequence > (before._max.sequence ?? 0n)).toBe(true);
    expect(await sealAudit()).toBe(1);
    const { eventId } = newest;
    await expect(db().auditEvent.delete({ where: { eventId } })).rejects.toThrow('append-only');
    await expect(db().$executeRaw`DELETE FROM access_records`).rejects.toThrow('append-only');
    const jobs = await db().$queryRaw`SELECT data FROM pgboss.job WHERE name = 'send-mail'`;
    const { id } = await db().mail.findFirstOrThrow();
    expect(jobs).toEqual([{ data: { mailId: id } }]);
    expect(await db().rateLimit.count()).toBe(0);
    expect(await db().releaseProbe.count()).toBe(0);
    expect(await db().releaseMiss.count()).toBe(0);

    expect(await db().releaseDecision.count()).toBe(2);
    expect(await numberReleaseChanges()).toBe(1);
    const changes = await db().releaseChange.findMany({ orderBy: { sequence: 'asc' } });
    expect(changes.map(({ sequence, kind }) => [sequence, kind])).toEqual([
      [1n, 'tenancy_changed'],
      [2n, 'suspended'],
    ]);
  });

  test('a register that has rows is left as it is', async () => {
    const before = await counts();
    await expect(importRegister(file, noProgress)).rejects.toThrow('is not empty (accounts');
    expect(await counts()).toEqual(before);
  });

  describe('of a file that is not as it was exported nothing is imported:', () => {
    const lineOf = (lines: string[], start: string) =>
      lines.findIndex((line) => line.startsWith(start));
    const cases: [string, (lines: string[]) => string[], string][] = [
      [
        'a value changed',
        (lines) => lines.map((l) => l.replace('uk-public-task', 'uk-contract')),
        'seal',
      ],
      [
        'a row taken out',
        (lines) => lines.toSpliced(lineOf(lines, '{"table":"idempotency_keys"}') + 1, 1),
        'seal is broken',
      ],
      [
        'a row taken out that others refer to',
        (lines) => lines.toSpliced(lineOf(lines, '{"table":"access_records"}') + 1, 1),
        'rows of access_record_changes do not fit',
      ],
      [
        'a row doubled, and counted',
        (lines) => {
          const at = lineOf(lines, '{"table":"tenancy_changes"}') + 1;
          const row =
            '["1200023456781","2026-01-01","x","2026-01-01 00:00:00+00","0","{}","{}",null]';
          const header = lines[0]?.replace(/("name":"tenancy_changes".*?"rows":)0/, '$11') ?? '';
          return [header, ...lines.slice(1).toSpliced(at - 1, 0, row)];
        },
        'seal is broken',
      ],
      [
        'another time of export',
        (lines) => lines.map((l) => l.replace('"exported-at":"2', '"exported-at":"3')),
        'seal is broken',
      ],
      ['an end cut off', (lines) => lines.slice(0, -2), 'too early'],
      ['something added', (lines) => [...lines.slice(0, -1), '{}', ''], 'follows its end'],
      [
        'a table left out',
        (lines) => lines.toSpliced(lineOf(lines, '{"table":"mails"}'), 2),
        'mails is missing',
      ],
      [
        'another version',
        (lines) => [lines[0]?.replace('"version":1', '"version":2') ?? '', ...lines.slice(1)],
        'wrong kind',
      ],
      [
        'other migrations',
        (lines) => [lines[0]?.replace(/"checksum":"./, '"checksum":"_') ?? '', ...lines.slice(1)],
        'another version',
      ],
    ];

    beforeAll(() => openEmpty(kind));

    test.each(cases)('%s', async (_what, change, reason) => {
      const other = changed(file, change);
      expect(linesOf(other)).not.toEqual(linesOf(file));
      await expect(importRegister(other, noProgress)).rejects.toThrow(reason);
      expect(await counts()).toEqual(emptyCounts);
    });

    test('a file that was not written to its end', async () => {
      const cut = `${file}.cut`;
      fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, -100));
      await expect(importRegister(cut, noProgress)).rejects.toThrow('no whole export');
      expect(await counts()).toEqual(emptyCounts);
    });
  });

  test('without the keys of the first register nothing is imported, and the keys are named', async () => {
    const other = JSON.stringify(generateKeyRing(new Date('2026-01-01T00:00:00Z')));
    await openEmpty(kind, other);
    const { encryption } = JSON.parse(ring) as { encryption: { id: string }[] };
    const refused = importRegister(file, noProgress);
    await expect(refused).rejects.toThrow('Bring the key ring');
    await expect(refused).rejects.toThrow(`encryption ${encryption[0]?.id ?? 'none'}`);
    expect(await counts()).toEqual(emptyCounts);
  });
});

test('a register whose audit chain is broken is not exported', async () => {
  await openEmpty('PGlite');
  await inTransaction((tx) => recordAudit(tx, { type: 'token.issued' }));
  await sealAudit();
  await db().$executeRaw`ALTER TABLE audit_events DISABLE TRIGGER ALL`;
  await db().$executeRaw`UPDATE audit_events SET event_type = 'mail.sent'`;
  const target = path.join(folder, 'x');
  await expect(exportRegister(target, noProgress)).rejects.toThrow('broken at position 1');
  expect(fs.existsSync(target)).toBe(false);
});
