import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { holdRecord, liftHold } from '@/lib/access-records/hold-record';
import { readAccessRecord } from '@/lib/access-records/read-access-record';
import { readOwnRecord } from '@/lib/access-records/read-own-record';
import { unlinkEndedRecords } from '@/lib/access-records/unlink-ended-records';
import { searchOwnRecords } from '@/lib/access-records/search-own-records';
import { searchRecords } from '@/lib/admin/search-records';
import { db } from '@/lib/db/database';
import type { AccessRecord, Account, Prisma } from '@/lib/db/generated/client';
import { plantAccount, plantRecord, plantReidentification } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { newId } from '@/lib/platform/ids';
import { issueOwnReceipt } from '@/lib/receipts/issue-own-receipt';
import { clean } from './cleaning';

const today = new Date('2040-03-01T12:00:00Z');
const sixYearsAgo = new Date('2034-03-01T12:00:00Z');
const justYounger = new Date('2034-03-01T12:00:00.001Z');

interface Planted {
  account: Account;
  record: AccessRecord;
  mpxn: string;
  /** What would tell whose the record was. */
  names: string[];
}

let meterPoints = 0;
/** Another meter point each time; nobody checks its digits here. */
const newMpxn = () => `12000${String((meterPoints += 1)).padStart(8, '0')}`;

const documentOf = (ir: string) => ({
  'record-metadata': {
    'schema-version': '1.0',
    'controller-arrangement': {
      'arrangement-type': 'sole',
      controllers: [{ name: 'Northwind Energy', role: 'sole', 'contact-url': 'https://n.example' }],
    },
    'identity-record-ref': ir,
  },
  notice: null,
  processing: { 'legal-basis': 'uk-consent', purpose: 'x', 'data-types': ['HH-CONSUMPTION'] },
  'access-event': { state: 'ACTIVE', 'registered-at': '2030-01-01T00:00:00Z', expiry: null },
});

async function plantToken(ir: string, accountId: string, ak: string): Promise<string> {
  const { tokenRef } = await plantReidentification(db(), {
    ...{ ir, accountId, outcome: 'confirmed', proposal: {}, proposalDigest: 'digest' },
    ...{ usedAt: sixYearsAgo, usedForAk: ak, createdAt: sixYearsAgo },
  });
  await db().confirmationEvidence.create({
    data: {
      ...{ tokenRef, ak, keyId: 'none', digest: 'none', createdAt: sixYearsAgo },
      ...{ sealed: Buffer.of(1), wrappedKey: Buffer.of(1) },
    },
  });
  return tokenRef;
}

/** A record that a customer confirmed twice, with all that names them. */
async function plantEnded(
  fields: Partial<Prisma.AccessRecordUncheckedCreateInput> = {},
): Promise<Planted> {
  const mpxn = newMpxn();
  const account = await plantAccount(db());
  const accountId = account.id;
  const { ir } = await plantRecord(db(), { accountId, mpxn });
  const ak = newId('ak');
  const [former, confirmationRef] = [
    await plantToken(ir, accountId, ak),
    await plantToken(ir, accountId, ak),
  ];
  const confirmation = {
    ...{ method: 'passkey-assert', assurance: 'proven', 'confirmed-at': '2030-01-01T00:00:00Z' },
    ...{ bound: false, 'proposal-digest': 'digest' },
  };
  const record = await db().accessRecord.create({
    data: {
      ...{ ak, accountId, mpxn, ir, confirmationRef, state: 'REVOKED', legalBasis: 'uk-consent' },
      ...{ document: documentOf(ir), customerConfirmation: confirmation },
      ...{ registeredAt: sixYearsAgo, createdAt: sixYearsAgo, revokedAt: sixYearsAgo },
      ...fields,
      changes: {
        create: {
          ...{ id: newId('evt'), at: sixYearsAgo, state: 'ACTIVE', cause: 'replaced', accountId },
          ...{ ir, replaced: documentOf(ir), replacedIr: ir, replacedConfirmationRef: former },
          ...{ replacedConfirmation: confirmation, replacedLegalBasis: 'uk-consent' },
        },
      },
    },
  });
  const total = { ak, day: new Date('2034-01-01'), accountId: 'provider' };
  await db().releaseTotal.create({ data: { ...total, permitted: 1, refused: 0 } });
  return { account, record, mpxn, names: [mpxn, ir, former, confirmationRef] };
}

/** Every row of the database that names the access key, as text. */
async function rowsNaming(ak: string): Promise<string[]> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT relname::text AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`;
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await db().$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_jsonb(t)::text AS row FROM "${name}" t WHERE to_jsonb(t)::text LIKE '%${ak}%'`,
    );
    rows.push(...found.map(({ row }) => `${name}: ${row}`));
  }
  return rows;
}

const isLinked = async ({ record: { ak } }: Planted) =>
  (await db().accessRecord.findUniqueOrThrow({ where: { ak } })).mpxn !== null;

async function plantSighting(superseder: Planted, lastSeen: string): Promise<string> {
  const { mpxn } = superseder;
  const ak = newId('ak');
  const { id: accountId } = await plantAccount(db());
  await db().accessRecord.create({
    data: {
      ...{ ak, accountId, mpxn, state: 'DISCOVERED', document: documentOf('none') },
      ...{ registeredAt: sixYearsAgo, createdAt: sixYearsAgo },
    },
  });
  await db().discoveredAccess.create({
    data: {
      ...{ ak, mpxn, organisationName: 'Northwind', organisationReference: newId('evt') },
      ...{ firstSeen: new Date('2030-01-01'), lastSeen: new Date(lastSeen) },
      ...{ dataTypes: [], sourceReference: 'DCC-1', supersededBy: superseder.record.ak },
    },
  });
  return ak;
}

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  beforeEach(() => vi.setSystemTime(today));
  afterEach(() => vi.useRealTimers());

  test('six years after its end nothing tells whose a record was; the record stays', async () => {
    const planted = await plantEnded();
    const { ak } = planted.record;
    const named = (await rowsNaming(ak)).join();
    for (const name of planted.names) expect(named).toContain(name);
    const before = await readAccessRecord(ak);
    await clean();
    const rows = await rowsNaming(ak);
    expect(rows.map((row) => row.split(':')[0]).sort()).toEqual([
      ...['access_record_changes', 'access_records', 'audit_events'],
    ]);
    for (const name of planted.names) expect(rows.join()).not.toContain(name);
    expect(JSON.stringify(await readAccessRecord(ak))).toBe(
      JSON.stringify(before).replace(/"ir_[0-9a-f]+"/, 'null'),
    );
    const digests = { where: { proposalDigest: 'digest', accountId: planted.account.id } };
    expect(await db().reidentification.count(digests)).toBe(0);
  });

  test('its owner reads no meter point any more, and the operator who knows it finds the record', async () => {
    const { account, record, mpxn } = await plantEnded();
    const { ak } = record;
    await clean();
    const page = { limit: 10 };
    const own = await searchOwnRecords(account.id, { q: ak, ...page });
    expect(own.records).toMatchObject([{ ak, mpxn: null }]);
    expect((await searchOwnRecords(account.id, { q: mpxn, ...page })).records).toEqual([]);
    expect(await readOwnRecord(account.id, ak)).toMatchObject({ mpxn: null, ir: null });
    const found = await searchRecords({ q: mpxn, ...page });
    expect(found.records).toMatchObject([{ ak, mpxn: null }]);
    const { receipt } = await issueOwnReceipt(account.id, ak, { isShown: false });
    const stated = Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(stated)).toMatchObject({
      record: { record_header: { meter_point_ending: null } },
      'evidence-digest': null,
    });
  });

  test.each<[string, Partial<Prisma.AccessRecordUncheckedCreateInput>]>([
    ['that was revoked later', { revokedAt: justYounger }],
    ['that expired later', { state: 'EXPIRED', revokedAt: null, expiry: justYounger }],
    ['that has not ended', { state: 'ACTIVE', revokedAt: null }],
    ['that the operator holds', { heldAt: sixYearsAgo, holdReason: 'court' }],
  ])('a record %s keeps all of it', async (_which, fields) => {
    const planted = await plantEnded(fields);
    await clean();
    const rows = (await rowsNaming(planted.record.ak)).join();
    for (const name of planted.names) expect(rows).toContain(name);
  });

  test('an expired one loses it too', async () => {
    const expired = { state: 'EXPIRED', revokedAt: null, expiry: sixYearsAgo } as const;
    const planted = await plantEnded(expired);
    await clean();
    expect(await isLinked(planted)).toBe(false);
  });

  test('a hold counts until it is lifted, and is told with its reasons in the audit', async () => {
    const planted = await plantEnded();
    const { ak } = planted.record;
    await holdRecord({ ak, adminId: 'operator', reason: 'Case 7' });
    await expect(holdRecord({ ak, adminId: 'operator', reason: 'x' })).rejects.toThrow('already');
    await clean();
    expect(await isLinked(planted)).toBe(true);
    await liftHold({ ak, adminId: 'operator', reason: 'Settled' });
    await expect(liftHold({ ak, adminId: 'operator', reason: 'x' })).rejects.toThrow('not held');
    await clean();
    expect(await isLinked(planted)).toBe(false);
    await expect(holdRecord({ ak, adminId: 'operator', reason: 'x' })).rejects.toThrow('left');
    const events = await db().auditEvent.findMany({ where: { ak }, orderBy: { sequence: 'asc' } });
    expect(events).toMatchObject([
      {
        ...{ eventType: 'access-record.held', accountId: 'operator' },
        detail: { reason: 'Case 7' },
      },
      { eventType: 'access-record.hold-lifted', detail: { reason: 'Settled' } },
      { eventType: 'access-record.unlinked' },
    ]);
  });

  test('what was seen of the same access goes with it, and holds it back while it is seen', async () => {
    const [past, present] = [await plantEnded(), await plantEnded()];
    const seen = await plantSighting(past, '2034-03-01');
    await plantSighting(present, '2034-03-02');
    await clean();
    expect(await isLinked(present)).toBe(true);
    expect(await isLinked(past)).toBe(false);
    const rows = (await rowsNaming(seen)).join();
    expect(rows).toContain(past.record.ak);
    expect(rows).not.toContain(past.mpxn);
  });

  test('more than one batch goes, once, whoever else is cleaning', async () => {
    const planted = [await plantEnded(), await plantEnded(), await plantEnded()];
    const counts = await Promise.all([unlinkEndedRecords(1), unlinkEndedRecords(1)]);
    const rest = await unlinkEndedRecords(1);
    expect(counts.reduce((sum, count) => sum + count, rest)).toBe(3);
    for (const one of planted) expect(await isLinked(one)).toBe(false);
  });
});

describe('with EVIDENCE_YEARS', () => {
  withTestDatabase('PGlite', { EVIDENCE_YEARS: '7' });

  beforeEach(() => vi.setSystemTime(today));
  afterEach(() => vi.useRealTimers());

  test('it is as many years', async () => {
    const planted = await plantEnded();
    await clean();
    expect(await isLinked(planted)).toBe(true);
    vi.setSystemTime(new Date('2041-03-01T12:00:00Z'));
    await clean();
    expect(await isLinked(planted)).toBe(false);
  });
});
