import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, type MigrationSession } from '@/lib/db/migrate';
import { openEmptySession } from '@/lib/db/testing/open-empty-session';
import { testDatabases } from '@/lib/db/testing/with-test-database';

const migrations = path.resolve(import.meta.dirname, '..', '..', 'prisma', 'migrations');
const DAYS = '20261129074500_days_of_sightings';

const document = (registeredAt: string) => ({
  'record-metadata': { controllers: [{ name: 'Says "registered-at": "2026-05-31"' }] },
  'access-event': { state: 'DISCOVERED', 'registered-at': registeredAt, expiry: null },
});

describe.each(testDatabases)('sightings that earlier versions stored, on %s,', (kind) => {
  let session: MigrationSession;
  let close: () => Promise<void>;

  const plant = (ak: string, state: string, registeredAt: string) =>
    session.query(
      `INSERT INTO access_records
         (ak, account_id, mpxn, state, legal_basis, document, registered_at, created_at)
       VALUES ($1, 'dcc', '1234567890123', $2::access_state, NULL, $3::json, $4, now())`,
      [ak, state, JSON.stringify(document(registeredAt)), registeredAt],
    );

  async function storedDocuments(): Promise<string[]> {
    const sql = 'SELECT document::text AS document FROM access_records ORDER BY ak';
    const { rows } = (await session.query(sql)) as { rows: { document: string }[] };
    return rows.map((row) => row.document);
  }

  beforeAll(async () => {
    ({ session, close } = await openEmptySession(kind));
    const before = fs.mkdtempSync(path.join(os.tmpdir(), 'register-migrations-'));
    fs.cpSync(migrations, before, {
      recursive: true,
      filter: (file) => !/\d{14}_/.test(file) || path.relative(migrations, file) < DAYS,
    });
    await migrate(session, before);
    fs.rmSync(before, { recursive: true });
    await session.exec(`
      INSERT INTO accounts (id, duid, display_name, role, status, data_types, redirect_urls, secret_hash, registered_at)
      VALUES ('dcc', 'duid_1', 'Smart Meter Network', 'dcc', 'active', '{}', '{}', '', now())`);
    await plant('ak_1', 'DISCOVERED', '2026-05-31T23:00:00.000Z');
    await plant('ak_2', 'DISCOVERED', '2026-01-15T00:00:00.000Z');
    await plant('ak_3', 'ACTIVE', '2026-05-31T23:00:00.000Z');
    await migrate(session, migrations);
  });

  afterAll(() => close());

  test('tell of the day on which an organisation was first seen, in summer and winter', async () => {
    const [summer, winter] = await storedDocuments();
    expect(summer).toBe(JSON.stringify(document('2026-06-01T00:00:00.000Z')));
    expect(winter).toBe(JSON.stringify(document('2026-01-15T00:00:00.000Z')));
  });

  test('leave the instants of what was registered', async () => {
    const [, , registered] = await storedDocuments();
    expect(registered).toBe(JSON.stringify(document('2026-05-31T23:00:00.000Z')));
  });
});
