// Row locks decide what comes first, and rows are looked at themselves.
// @module-tag postgres
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { expectError } from './support/expect-error';
import { createHousehold, randomEmail, type Household } from '../../harness/callers/household';
import { evidence, fullAddress, identityRecordBody } from './support/identity-record-body';
import { linkIn } from '../../harness/callers/mailed';
import { usePasskey } from '../../harness/callers/passkey-page';
import { queryDatabase } from '../../harness/query-database';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';

const { client, origin, mailbox, databaseUrl } = sharedRegister();
const path = '/v1/identity-records';
let company: ApiAccount;
let other: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount();
  other = await client.createAccount({ 'display-name': 'Brightmeter' });
});

interface AnonymiseAnswer {
  ir: string;
  'anonymised-at': string;
}

const anonymise = (ir: string, account = company) =>
  account.call<AnonymiseAnswer>('DELETE', `${path}/${ir}`);
const register = (body: JsonObject, account = company) =>
  account.call<{ 'access-token': { key: string } }>('POST', '/v1/access-records', body);
const ended = (ir: string, state: 'EXPIRED' | 'REVOKED') =>
  changed(
    contractBody(ir),
    ['access-event.state', state],
    ['access-event.expiry', '2026-02-01T00:00:00Z'],
  );
const read = async (ir: string) => {
  const answer = await company.call<{ 'identity-record': JsonObject }>('GET', `${path}/${ir}`);
  return answer.body['identity-record'];
};

/** A confirmed token of another organisation for the household's meter point. */
async function confirmedToken(household: Household): Promise<string> {
  const started = await startAcross(other, household.mpxn, { method: 'magic-link' });
  const mail = await mailbox.waitForMail(household.email ?? '');
  const browser = new CustomerBrowser(origin);
  const link = linkIn(mail);
  await browser.open(link);
  await browser.press(`${link}/confirm`);
  expect(await statusOf(started)).toMatchObject({ status: 'confirmed' });
  return started.tokenRef;
}

describe('anonymising a record', () => {
  it('empties every personal field and keeps the rest', async () => {
    const created = await company.call<{ ir: string }>(
      'POST',
      path,
      identityRecordBody({
        'pii-principal': {
          mpxn: '1234567890123',
          'move-in-date': '2020-01-01',
          address: fullAddress,
        },
        'principal-verification': evidence(),
        email: randomEmail(),
      }),
    );
    const { ir } = created.body;
    const before = await read(ir);
    const { body } = await anonymise(ir);
    expect(body.ir).toBe(ir);
    expect(Math.abs(Date.parse(body['anonymised-at']) - Date.now())).toBeLessThan(60_000);
    expect(await read(ir)).toEqual({
      ...before,
      'pii-principal': null,
      'expressed-by': null,
      'principal-verification': null,
      'has-email': false,
      credentials: [],
      'anonymised-at': body['anonymised-at'],
    });
  });

  it('answers the first time whenever it is repeated', async () => {
    const { ir } = await createHousehold(company);
    const first = await anonymise(ir);
    const second = await anonymise(ir);
    expect(first.status).toBe(200);
    expect([second.status, second.body['anonymised-at']]).toEqual([
      200,
      first.body['anonymised-at'],
    ]);
  });

  it('twenty times at once is done once', async () => {
    const { ir } = await createHousehold(company);
    const answers = await Promise.all(Array.from({ length: 20 }, () => anonymise(ir)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body['anonymised-at'])).size).toBe(1);
  });

  it('hides it from every search', async () => {
    const household = await createHousehold(company);
    await anonymise(household.ir);
    for (const query of [`mpxn=${household.mpxn}`, `email=${household.email ?? ''}`]) {
      const found = await company.call('GET', `${path}?${query}`);
      expect(found.body).toMatchObject({ 'identity-records': [] });
    }
    const exists = await other.call('GET', `${path}/exists?mpxn=${household.mpxn}`);
    expect(exists.body).toMatchObject({ exists: false, 'available-methods': [] });
    const asked = { mpxn: household.mpxn, method: 'passkey-register' };
    expectError(await other.call('POST', `${path}/reidentify`, asked), 404, 'NOT001');
  });

  it('ends what may be done with it: re-identification and access records are 409', async () => {
    const { ir } = await createHousehold(company);
    await anonymise(ir);
    for (const method of ['magic-link', 'passkey-assert', 'passkey-register']) {
      const asked = await company.call('POST', `${path}/${ir}/re-identify`, { method });
      expectError(asked, 409, 'CON001');
    }
    expectError(await register(contractBody(ir)), 409, 'CON001');
  });

  it('expires what was asked of the customer, who finds an ending instead of a question', async () => {
    const household = await createHousehold(company);
    const started = await startOwn(household, { method: 'passkey-register' });
    const link = await startOwn(household, { method: 'magic-link' });
    const mail = await mailbox.waitForMail(household.email ?? '');
    await anonymise(household.ir);
    expect(await statusOf(started)).toMatchObject({ status: 'expired', declined: false });
    expect(await statusOf(link)).toMatchObject({ status: 'expired', declined: false });
    const browser = new CustomerBrowser(origin);
    expect((await browser.open(started.page)).creationOptions).toBeNull();
    const url = linkIn(mail);
    await browser.open(url);
    expect((await browser.press(`${url}/confirm`)).status).toBe(410);
    expect(await statusOf(link)).toMatchObject({ status: 'expired' });
  });

  it('takes the passkey along where it serves no other record', async () => {
    const household = await enrolHousehold(company, origin);
    await anonymise(household.ir);
    // The same person registered anew: the device's passkey is nobody's now.
    const again = await createHousehold(company, { mpxn: household.mpxn });
    const started = await startOwn(again, { method: 'passkey-register' });
    const page = await household.browser.open(started.page);
    expect([page.requestOptions, page.creationOptions?.excludeCredentials]).toEqual([null, []]);
  });

  it('leaves the passkey to the other records that it serves', async () => {
    const household = await enrolHousehold(company, origin);
    const theirs = await createHousehold(other, { mpxn: household.mpxn });
    const linking = await startOwn(theirs, { method: 'passkey-register' });
    const linked = await usePasskey(household.browser, household.device, linking.page);
    expect(linked.status, linked.text).toBe(200);
    await anonymise(household.ir);
    const started = await startOwn(theirs, { method: 'passkey-assert' });
    const proved = await usePasskey(household.browser, household.device, started.page);
    expect(proved.status, proved.text).toBe(200);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed' });
  });

  it.runIf(databaseUrl !== null)(
    'destroys the key of what was encrypted',

    async () => {
      const { ir } = await createHousehold(company);
      const count = () =>
        queryDatabase(databaseUrl ?? '', 'SELECT ir FROM record_keys WHERE ir = $1', [ir]);
      expect(await count()).toHaveLength(1);
      await anonymise(ir);
      expect(await count()).toEqual([]);
      const rows = await queryDatabase<Record<string, unknown>>(
        databaseUrl ?? '',
        `SELECT mpxn, move_in_date, pii_ciphertext, email_hash, email_folded_hash,
              email_ciphertext, email_mask, holder_id
         FROM identity_records WHERE ir = $1`,
        [ir],
      );
      expect(rows.flatMap((row) => Object.values(row))).toEqual(Array(8).fill(null));
    },
  );
});

describe('while an access record is ACTIVE', () => {
  it('is a 409, and nothing is lost', async () => {
    const household = await createHousehold(company);
    await register(contractBody(household.ir));
    const before = await read(household.ir);
    expectError(await anonymise(household.ir), 409, 'CON001');
    expect(await read(household.ir)).toEqual(before);
  });

  it('is a 409 also where another organisation registered it by a token', async () => {
    const household = await createHousehold(company);
    const token = await confirmedToken(household);
    const body = { ...contractBody(null), 'reidentification-token': token };
    const registered = await register(body, other);
    expect(registered.status, registered.text).toBe(201);
    const answer = await anonymise(household.ir);
    expectError(answer, 409, 'CON001');
    // Whose record stands in the way is not the creator's to know.
    expect(answer.text).not.toContain(registered.body['access-token'].key);
    expect(answer.text).not.toContain('Brightmeter');
  });

  it('is allowed where all that is linked has ended, and the evidence stays', async () => {
    const household = await createHousehold(company);
    const keys: string[] = [];
    for (const state of ['EXPIRED', 'REVOKED'] as const) {
      const registered = await register(ended(household.ir, state));
      expect(registered.status, registered.text).toBe(201);
      keys.push(registered.body['access-token'].key);
    }
    expect((await anonymise(household.ir)).status).toBe(200);
    for (const key of keys) {
      expect((await client.call('GET', `/v1/access-records/${key}`)).status).toBe(200);
    }
  });

  it('a token confirmed before does not register an access afterwards', async () => {
    const household = await createHousehold(company);
    const token = await confirmedToken(household);
    expect((await anonymise(household.ir)).status).toBe(200);
    const body = { ...contractBody(null), 'reidentification-token': token };
    expectError(await register(body, other), 409, 'CON001');
  });
});

describe('at the same moment', () => {
  it('anonymising and registering an access never both happen', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const { ir } = await createHousehold(company, { email: null });
      const calls = [() => anonymise(ir), () => register(contractBody(ir))];
      if (round % 2) calls.reverse();
      const answers = await Promise.all(calls.map((call) => call()));
      if (round % 2) answers.reverse();
      const [gone, registered] = answers.map(({ status }) => status);
      outcomes.add(`${gone} ${registered}`);
      const isGone = (await read(ir))['anonymised-at'] !== null;
      expect(isGone).toBe(gone === 200);
    }
    for (const outcome of outcomes) expect(['200 409', '409 201']).toContain(outcome);
  });

  it('anonymising and starting a re-identification leave nothing pending', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { ir } = await createHousehold(company, { email: null });
      const start = () =>
        company.call<{ passkey: { 'token-ref': string } }>('POST', `${path}/${ir}/re-identify`, {
          method: 'passkey-register',
        });
      const [gone, started] = await Promise.all([anonymise(ir), start()]);
      expect(gone.status, gone.text).toBe(200);
      expect([200, 409]).toContain(started.status);
      if (started.status === 409) continue;
      const reference = started.body.passkey['token-ref'];
      const status = await company.call('GET', `${path}/${ir}/re-identify/${reference}`);
      expect(status.body).toMatchObject({ status: 'expired' });
    }
  });
});
