import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiAccount } from '../../harness/api-client';
import { startOwnRegister } from '../../harness/api-context';
import { projectRoot } from '../../harness/register-process';
import type { RunningRegister } from '../../harness/start-register';

interface Entry {
  ak: string;
  state: string;
  'legal-basis': string | null;
  'lead-controller-name': string | null;
  'arrangement-type': string | null;
  expiry: string | null;
  'discovered-access': { 'superseded-by': string | null } | null;
}

interface Verified {
  'access-record': {
    'customer-confirmation': {
      method: string;
      assurance: string;
      'proposal-digest': string | null;
    } | null;
  };
}

const DAY_MS = 86_400_000;
const readData = (file: string): unknown =>
  JSON.parse(readFileSync(path.join(projectRoot, 'lib', 'demo-data', file), 'utf8'));
const accounts = readData('accounts.json') as { 'account-id': string; 'secret-key': string }[];
const meterPoints = (readData('meter-points.json') as { mpxn: string }[]).map(({ mpxn }) => mpxn);

let register: RunningRegister;

beforeAll(async () => {
  register = await startOwnRegister({ name: 'demo-data', env: { DEMO_DATA: '1' } });
});
afterAll(() => register.stop());

/** Each asks for a token once: the hash of its secret has its full cost here. */
const signedIn = new Map<string, ApiAccount>();

function account(id: string): ApiAccount {
  const known = signedIn.get(id);
  if (known) return known;
  const secret = accounts.find((candidate) => candidate['account-id'] === id)?.['secret-key'];
  const fresh = new ApiAccount(register.listenUrl, id, secret ?? 'none', null);
  signedIn.set(id, fresh);
  return fresh;
}

async function recordsAt(mpxn: string): Promise<Entry[]> {
  const admin = account('operator');
  const { body } = await admin.call<{ records: Entry[] }>('GET', `/v1/admin/records?q=${mpxn}`);
  return body.records;
}

const allRecords = async () => (await Promise.all(meterPoints.map(recordsAt))).flat();
const distinct = (values: (string | null)[]) => [...new Set(values)].sort();

describe('the demo data', () => {
  it('has every account that the guide prints, with its secret', async () => {
    for (const { 'account-id': id } of accounts) {
      expect((await account(id).call('GET', '/v1/self')).status, id).toBe(200);
    }
  });

  it('shows every state, legal basis and arrangement', async () => {
    const records = await allRecords();
    expect(distinct(records.map(({ state }) => state))).toEqual(
      ['ACTIVE', 'DISCOVERED', 'EXPIRED', 'REVOKED'].sort(),
    );
    expect(distinct(records.flatMap((record) => record['legal-basis'] ?? []))).toEqual([
      'uk-consent',
      'uk-contract',
      'uk-explicit-consent',
      'uk-legal-obligation',
      'uk-legitimate-interests',
      'uk-public-task',
    ]);
    expect(distinct(records.flatMap((record) => record['arrangement-type'] ?? []))).toEqual([
      'group',
      'joint',
      'sole',
    ]);
  });

  it('has an organisation for which another acts', async () => {
    const acting = await account('brightmeter').call<{ records: Entry[] }>('GET', '/v1/records');
    const leads = distinct(acting.body.records.map((record) => record['lead-controller-name']));
    expect(leads).toEqual(['Brightmeter', 'Warm Homes Trust']);
  });

  it('has one discovered access that was superseded and one that was not', async () => {
    const seen = (await allRecords()).flatMap((record) => record['discovered-access'] ?? []);
    const superseded = seen.map((access) => access['superseded-by'] !== null);
    expect(superseded.sort()).toEqual([false, true]);
  });

  it('has consents that end in 3, 10 and 25 days', async () => {
    const ends = (await recordsAt(meterPoints[0] ?? ''))
      .filter(({ state, expiry }) => state === 'ACTIVE' && expiry !== null)
      .map(({ expiry }) => Math.round((Date.parse(expiry ?? '') - Date.now()) / DAY_MS));
    expect(ends).toEqual(expect.arrayContaining([3, 10, 25]));
  });

  it('has accesses that the customer was shown and allowed, beside older ones that only say so', async () => {
    const northwind = account('northwind-energy');
    const { records } = (await northwind.call<{ records: Entry[] }>('GET', '/v1/records')).body;
    const confirmations = await Promise.all(
      records.map(async ({ ak }) => {
        const read = await northwind.call<Verified>('GET', `/v1/access-records/${ak}`);
        return read.body['access-record']['customer-confirmation'];
      }),
    );
    const confirmed = confirmations.filter((confirmation) => confirmation !== null);
    expect(confirmed).toMatchObject([{ method: 'magic-link', assurance: 'proven' }]);
    expect(confirmed[0]?.['proposal-digest']).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(confirmations.length).toBeGreaterThan(5);
  });

  it('lets Northwind list each meter point that the guide names', async () => {
    const northwind = account('northwind-energy');
    for (const mpxn of meterPoints) {
      const listed = await northwind.call<{ 'access-records': object[] }>(
        'GET',
        `/v1/meter-points/${mpxn}/access-records`,
      );
      expect(listed.status, mpxn).toBe(200);
      expect(listed.body['access-records'].length, mpxn).toBeGreaterThan(1);
    }
  });

  it('has a past: ninety days of releases that a Data Provider asked for', async () => {
    const northwind = account('northwind-energy');
    const { records } = (await northwind.call<{ records: Entry[] }>('GET', '/v1/records')).body;
    const listed = await Promise.all(
      records.map(async ({ ak }) => {
        const path = `/v1/access-records/${ak}/releases?limit=100`;
        return (await northwind.call<{ days: { day: string }[] }>('GET', path)).body.days;
      }),
    );
    const days = new Set(listed.flat().map(({ day }) => day));
    expect(days.size).toBe(90);
  });

  it('asks the current occupant, not the former one, after the Change of Tenancy', async () => {
    const asked = await account('brightmeter').call<{ 'available-methods': string[] }>(
      'GET',
      '/v1/identity-records/exists?mpxn=1900000010037',
    );
    // The former occupant left an e-mail address; the current one did not.
    expect(asked.body['available-methods']).toEqual(['passkey-register']);
  });

  it('is loaded once: a later start finds it as it was left', async () => {
    const [ended] = (await recordsAt(meterPoints[0] ?? '')).filter(
      ({ state }) => state === 'ACTIVE',
    );
    await account('operator').call('DELETE', `/v1/access-records/${ended?.ak ?? ''}`);
    const keys = (records: Entry[]) =>
      records.map(({ ak, state, expiry }) => `${ak} ${state} ${expiry ?? ''}`).sort();
    const before = keys(await allRecords());
    expect(before).toContainEqual(expect.stringMatching(`^${ended?.ak ?? 'none'} REVOKED`));
    await register.clock.set(new Date(Date.now() + 60_000));
    await register.restart();
    expect(keys(await allRecords())).toEqual(before);
  });
});
