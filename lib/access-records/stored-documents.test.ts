import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, type MigrationSession } from '@/lib/db/migrate';
import { openEmptySession } from '@/lib/db/testing/open-empty-session';
import { testDatabases } from '@/lib/db/testing/with-test-database';
import { accessRecordSchema } from './schemas';

const migrations = path.resolve(import.meta.dirname, '..', '..', 'prisma', 'migrations');
const SHAPES = '20261129050000_shapes';

/** A document as earlier versions stored it: null for all that was not given, addresses as text. */
function oldDocument(addresses: (string | null)[], purpose = 'To recommend a tariff') {
  return {
    'record-metadata': {
      'schema-version': '1.0',
      'controller-arrangement': {
        'arrangement-type': addresses.length > 1 ? 'group' : 'sole',
        'art26-reference': null,
        controllers: addresses.map((address, index) => ({
          name: `Company ${index}`,
          role: addresses.length === 1 ? 'sole' : index === 0 ? 'lead' : 'member',
          'contact-url': 'https://northwind.example/contact',
          address,
          'privacy-rights-url': null,
          'lia-reference': null,
          'statutory-reference': null,
          'storage-conditions': null,
        })),
      },
      'identity-record-ref': 'ir_000000000000000000000001',
    },
    notice: {
      'shared-notice': {
        'terms-url': 'https://northwind.example/terms',
        'notice-version': '1',
        'notice-language': null,
      },
      notices: null,
    },
    processing: {
      'legal-basis': 'uk-consent',
      purpose,
      'data-types': ['HH-CONSUMPTION'],
      'data-source': null,
      recipients: [{ name: 'Brightmeter', role: 'processor', 'privacy-url': null }],
    },
    'access-event': {
      state: 'ACTIVE',
      'registered-at': '2026-01-15T09:30:00Z',
      expiry: null,
      'controller-reference': null,
      consent: { 'consent-type': 'expressed-consent', method: null },
    },
  };
}

const oldSighting = {
  'record-metadata': {
    'schema-version': '1',
    'controller-arrangement': {
      'arrangement-type': 'sole',
      'art26-reference': null,
      controllers: [{ name: 'Unknown Power', role: 'sole' }],
    },
    'identity-record-ref': null,
  },
  notice: null,
  processing: { 'legal-basis': null, purpose: null, 'data-types': ['HH-CONSUMPTION'] },
  'access-event': {
    state: 'DISCOVERED',
    'registered-at': '2026-01-31T00:00:00.000Z',
    expiry: null,
    'controller-reference': null,
    consent: null,
  },
};

const address = (
  addressLine1: string,
  addressLine2: string | null,
  townCity: string,
  postcode: string,
) => ({ addressLine1, addressLine2, townCity, county: null, postcode });

/** What becomes of an address that was a text; undefined: it cannot be split. */
const addresses: [string, ReturnType<typeof address> | undefined][] = [
  ['1 High Street, Cardiff CF10 1AA', address('1 High Street', null, 'Cardiff', 'CF10 1AA')],
  ['1 High Street, Cardiff, CF10 1AA', address('1 High Street', null, 'Cardiff', 'CF10 1AA')],
  ['1 High Street\nCardiff\ncf101aa', address('1 High Street', null, 'Cardiff', 'CF10 1AA')],
  ['1 High  Street, Cardiff. CF10 1AA, UK', address('1 High Street', null, 'Cardiff.', 'CF10 1AA')],
  [
    'Unit 3, 1 "Old" Road \\ Yard, Leeds LS1 4AP, United Kingdom',
    address('Unit 3', '1 "Old" Road \\ Yard', 'Leeds', 'LS1 4AP'),
  ],
  [
    'Tŷ Mawr, Stryd Fawr, Gwynedd, Bangor, LL57 1AA',
    address('Tŷ Mawr', 'Stryd Fawr, Gwynedd', 'Bangor', 'LL57 1AA'),
  ],
  ['1 High Street, Cardiff', undefined],
  ['Cardiff CF10 1AA', undefined],
  ['CF10 1AA', undefined],
  ['1 Rue Haute, 1000 Bruxelles', undefined],
  [`${'x'.repeat(101)}, Cardiff CF10 1AA`, undefined],
  [',,,', undefined],
];

describe.each(testDatabases)('what earlier versions stored, on %s,', (kind) => {
  let session: MigrationSession;
  let close: () => Promise<void>;
  const stored = new Map<string, object>();

  async function plant(document: object, state = 'ACTIVE'): Promise<string> {
    const ak = `ak_${String(stored.size).padStart(24, '0')}`;
    stored.set(ak, document);
    await session.query(
      `INSERT INTO access_records
         (ak, account_id, mpxn, state, legal_basis, document, registered_at, created_at)
       VALUES ($1, 'northwind', '1234567890123', $2::access_state, 'uk-consent', $3::json, now(), now())`,
      [ak, state, JSON.stringify(document)],
    );
    return ak;
  }

  async function rowsOf<Row>(sql: string, values?: unknown[]): Promise<Row[]> {
    return (await session.query(sql, values)).rows as Row[];
  }

  async function documentOf(ak: string): Promise<Record<string, object>> {
    const [row] = await rowsOf<{ document: string }>(
      'SELECT document::text AS document FROM access_records WHERE ak = $1',
      [ak],
    );
    return JSON.parse(row?.document ?? 'null') as Record<string, object>;
  }

  const keys: string[] = [];
  let plain: string;
  let lookAlike: string;
  let sighting: string;
  let group: string;

  beforeAll(async () => {
    ({ session, close } = await openEmptySession(kind));
    const before = fs.mkdtempSync(path.join(os.tmpdir(), 'register-migrations-'));
    fs.cpSync(migrations, before, {
      recursive: true,
      filter: (file) => !/\d{14}_/.test(file) || path.relative(migrations, file) < SHAPES,
    });
    await migrate(session, before);
    fs.rmSync(before, { recursive: true });
    await session.exec(`
      INSERT INTO accounts (id, duid, display_name, role, status, data_types, redirect_urls, secret_hash, registered_at)
      VALUES ('northwind', 'duid_1', 'Northwind', 'data_user', 'active', '{}', '{}', '', now()),
             ('brightmeter', 'duid_2', 'Brightmeter', 'data_user', 'active', '{}', '{}', '', now());
      INSERT INTO audit_events (event_id, at, event_type, detail)
      VALUES ('aud_1', '2026-03-01T00:00:00Z', 'account.suspended', '{"account": "brightmeter"}'),
             ('aud_2', '2026-05-01T00:00:00Z', 'account.suspended', '{"account": "brightmeter"}');
      INSERT INTO webhooks (wid, account_id, callback_url, callback_target, alert_email_sealed, notify_days_before, event_types, secret_sealed, created_at)
      VALUES ('wid_all', 'northwind', 'https://a.example/', 'https://a.example/', '', 30, '{}', '', now()),
             ('wid_one', 'northwind', 'https://b.example/', 'https://b.example/', '', 30, '{tenancy.change}', '', now())`);
    plain = await plant(oldDocument([null]));
    lookAlike = await plant(
      oldDocument(
        [null],
        'Says ,"address":null and "recipients":null, and ,"address":"1 A, B CF10 1AA"',
      ),
    );
    sighting = await plant(oldSighting, 'DISCOVERED');
    group = await plant(oldDocument(['1 High Street, Cardiff CF10 1AA', 'somewhere', null]));
    for (const [text] of addresses) keys.push(await plant(oldDocument([text])));
    await migrate(session, migrations);
  });

  afterAll(() => close());

  test('is valid as the body of a request', async () => {
    for (const ak of stored.keys()) {
      if (ak === sighting) continue;
      const result = accessRecordSchema.safeParse(await documentOf(ak));
      expect(result.error?.issues, JSON.stringify(await documentOf(ak))).toBeUndefined();
    }
  });

  test('has left out what was not given, and keeps null what reads null, in the order it had', async () => {
    const document = await documentOf(plain);
    expect(JSON.stringify(document)).toBe(
      JSON.stringify({
        'record-metadata': {
          'schema-version': '1.0',
          'controller-arrangement': {
            'arrangement-type': 'sole',
            'art26-reference': null,
            controllers: [
              {
                name: 'Company 0',
                role: 'sole',
                'contact-url': 'https://northwind.example/contact',
                'lia-reference': null,
                'statutory-reference': null,
                'storage-conditions': null,
              },
            ],
          },
          'identity-record-ref': 'ir_000000000000000000000001',
        },
        notice: {
          'shared-notice': {
            'terms-url': 'https://northwind.example/terms',
            'notice-version': '1',
          },
          notices: null,
        },
        processing: {
          'legal-basis': 'uk-consent',
          purpose: 'To recommend a tariff',
          'data-types': ['HH-CONSUMPTION'],
          recipients: [{ name: 'Brightmeter', role: 'processor' }],
        },
        'access-event': {
          state: 'ACTIVE',
          'registered-at': '2026-01-15T09:30:00Z',
          expiry: null,
          consent: { 'consent-type': 'expressed-consent' },
        },
      }),
    );
  });

  test('keeps a text that looks like a member', async () => {
    const before = stored.get(lookAlike) as { processing: { purpose: string } };
    expect((await documentOf(lookAlike)).processing).toMatchObject({
      purpose: before.processing.purpose,
    });
  });

  test('of the DCC has no basis and no purpose', async () => {
    const { processing, 'access-event': event } = await documentOf(sighting);
    expect(processing).toEqual({ 'data-types': ['HH-CONSUMPTION'] });
    expect(event).not.toHaveProperty('controller-reference');
  });

  const controllersOf = async (ak: string) => {
    const document = (await documentOf(ak)) as unknown as ReturnType<typeof oldDocument>;
    return document['record-metadata']['controller-arrangement'].controllers;
  };
  const historyOf = (ak: string) =>
    rowsOf<{ id: string; cause: string; replaced: string }>(
      'SELECT id, cause, replaced::text AS replaced FROM access_record_changes WHERE ak = $1',
      [ak],
    );

  test.each(addresses.map(([text, split], index) => ({ text, split, index })))(
    'has the address $text in its parts, or in its history',
    async ({ split, index }) => {
      const ak = keys[index] ?? '';
      const [controller] = await controllersOf(ak);
      expect(controller?.address).toEqual(split);
      const history = await historyOf(ak);
      if (split) {
        expect(history).toEqual([]);
        return;
      }
      expect(history).toMatchObject([{ cause: 'converted' }]);
      expect(history[0]?.id).toMatch(/^evt_[0-9a-f]{24}$/);
      const kept = JSON.parse(history[0]?.replaced ?? '{}') as unknown;
      expect(kept).toMatchObject({
        'record-metadata': (stored.get(ak) as ReturnType<typeof oldDocument>)['record-metadata'],
      });
    },
  );

  test('splits each address of several controllers for itself', async () => {
    const shown = (await controllersOf(group)).map(({ address: one }) => one);
    expect(shown).toEqual([
      address('1 High Street', null, 'Cardiff', 'CF10 1AA'),
      undefined,
      undefined,
    ]);
    expect(await historyOf(group)).toHaveLength(1);
  });

  test('tells of the latest suspension that the audit knows', async () => {
    const rows = await rowsOf<{ id: string; suspended_at: Date | null }>(
      'SELECT id, suspended_at FROM accounts ORDER BY id',
    );
    expect(rows.map(({ id, suspended_at: at }) => [id, at?.toISOString() ?? null])).toEqual([
      ['brightmeter', '2026-05-01T00:00:00.000Z'],
      ['northwind', null],
    ]);
  });

  test('goes on sending all events to whoever subscribed to all', async () => {
    const rows = await rowsOf<{ wid: string; event_types: string[] }>(
      'SELECT wid, event_types FROM webhooks ORDER BY wid',
    );
    expect(rows).toEqual([
      {
        wid: 'wid_all',
        event_types: [
          'consent.withdrawal',
          'consent.expiring',
          'tenancy.change',
          'credential.registered',
        ],
      },
      { wid: 'wid_one', event_types: ['tenancy.change'] },
    ]);
  });
});
