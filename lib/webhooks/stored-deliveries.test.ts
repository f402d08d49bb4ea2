import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, type MigrationSession } from '@/lib/db/migrate';
import { openEmptySession } from '@/lib/db/testing/open-empty-session';
import { testDatabases } from '@/lib/db/testing/with-test-database';

const migrations = path.resolve(import.meta.dirname, '..', '..', 'prisma', 'migrations');
const TYPES = '20261129075000_console_filters';

describe.each(testDatabases)('what an earlier version queued, on %s', (kind) => {
  let session: MigrationSession;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ session, close } = await openEmptySession(kind));
    const before = fs.mkdtempSync(path.join(os.tmpdir(), 'register-migrations-'));
    fs.cpSync(migrations, before, {
      recursive: true,
      filter: (file) => !/\d{14}_/.test(file) || path.relative(migrations, file) < TYPES,
    });
    await migrate(session, before);
    fs.rmSync(before, { recursive: true });
    await session.exec(`
      INSERT INTO accounts (id, duid, display_name, role, status, data_types, redirect_urls, secret_hash, registered_at)
      VALUES ('northwind', 'duid_1', 'Northwind', 'data_user', 'active', '{}', '{}', '', now());
      INSERT INTO webhooks (wid, account_id, callback_url, callback_target, alert_email_sealed, notify_days_before, event_types, secret_sealed, created_at)
      VALUES ('wid_1', 'northwind', 'https://a.example/', 'https://a.example/', '', 30, '{tenancy.change}', '', now());
      INSERT INTO webhook_events (event_id, account_id, event_type, payload, occurred_at)
      VALUES ('evt_1', 'northwind', 'tenancy.change', '{}', now()),
             ('evt_2', 'northwind', 'webhook.test', '{}', now());
      INSERT INTO webhook_deliveries (event_id, wid, status, next_attempt_at, created_at)
      VALUES ('evt_1', 'wid_1', 'pending', now(), now()), ('evt_2', 'wid_1', 'delivered', NULL, now())`);
    await migrate(session, migrations);
  });
  afterAll(() => close());

  test('is found by the type of its event', async () => {
    const { rows } = await session.query(
      'SELECT event_id, event_type, status FROM webhook_deliveries ORDER BY event_id',
    );
    expect(rows).toEqual([
      { event_id: 'evt_1', event_type: 'tenancy.change', status: 'pending' },
      { event_id: 'evt_2', event_type: 'webhook.test', status: 'delivered' },
    ]);
  });
});
