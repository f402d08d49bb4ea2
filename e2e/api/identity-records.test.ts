import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { contractBody } from '../../harness/callers/access-record-body';
import { expectError, expectInvalid } from './support/expect-error';
import { createHousehold, randomEmail, randomMpxn } from '../../harness/callers/household';
import { evidence, fullAddress, identityRecordBody } from './support/identity-record-body';

const { client, origin } = sharedRegister();
const path = '/v1/identity-records';
const RETURN_URL = 'https://northwind.example/back?tenant=7';
let company: ApiAccount;
let stranger: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  stranger = await client.createAccount();
});

interface CreateAnswer {
  ir: string;
  'passkey-registration-redirect': Record<string, string | null> | null;
}
interface FindAnswer {
  'identity-records': { ir: string }[];
}

const create = (fields: JsonObject = {}) =>
  company.call<CreateAnswer>('POST', path, identityRecordBody(fields));
const withPii = (fields: JsonObject) =>
  create({ 'pii-principal': { mpxn: randomMpxn(), 'move-in-date': '2020-01-01', ...fields } });
const read = async (ir: string) => {
  const answer = await company.call<{ 'identity-record': JsonObject }>('GET', `${path}/${ir}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body['identity-record'];
};
const find = async (query: string, account = company) => {
  const { body } = await account.call<FindAnswer>('GET', `${path}?${query}`);
  return body['identity-records'].map(({ ir }) => ir);
};

describe('creating a record', () => {
  it('needs a meter point, a move-in date and who says so, and leaves out or reads as null the rest', async () => {
    const mpxn = randomMpxn();
    const created = await withPii({ mpxn });
    expect(created.status, created.text).toBe(201);
    expect(created.body.ir).toMatch(/^ir_[0-9a-f]{24}$/);
    expect(created.body['passkey-registration-redirect']).toBeNull();
    const { 'created-at': createdAt, ...record } = await read(created.body.ir);
    expect(Math.abs(Date.parse(String(createdAt)) - Date.now())).toBeLessThan(60_000);
    expect(record).toEqual({
      ir: created.body.ir,
      'pii-principal': { mpxn, 'move-in-date': '2020-01-01' },
      'expressed-by': 'data-subject',
      'principal-verification': null,
      'has-email': false,
      credentials: [],
      'anonymised-at': null,
    });
  });

  it(
    'keeps every field as it was sent, and of the e-mail only that there is one',
    { tags: 'postgres' },
    async () => {
      const email = randomEmail();
      const pii = { mpxn: randomMpxn(), 'move-in-date': '1999-12-31', address: fullAddress };
      const created = await create({
        'pii-principal': pii,
        'expressed-by': 'authorised-representative',
        'principal-verification': evidence(),
        email,
      });
      const record = await read(created.body.ir);
      expect(record).toMatchObject({
        'pii-principal': pii,
        'expressed-by': 'authorised-representative',
        'principal-verification': evidence(),
        'has-email': true,
      });
      const [name = ''] = email.split('@');
      expect(created.text + JSON.stringify(record)).not.toContain(name);
    },
  );

  it('is one record each time, also for the same person', async () => {
    const body = identityRecordBody();
    const first = await company.call<CreateAnswer>('POST', path, body);
    const second = await company.call<CreateAnswer>('POST', path, body);
    expect(second.body.ir).not.toBe(first.body.ir);
  });
});

describe('enrolment asked for at creation', () => {
  it('answers where to send the customer, for five minutes', async () => {
    const created = await create({
      'initiate-passkey-registration': true,
      'passkey-return-url': RETURN_URL,
      state: 'a b&c=d',
      'bind-return': true,
    });
    const redirect = created.body['passkey-registration-redirect'] ?? {};
    expect(Object.keys(redirect).sort()).toEqual(
      ['redirect-url', 'token-ref', 'expires-at', 'return-url'].sort(),
    );
    const page = redirect['redirect-url'] ?? '';
    expect(page).toMatch(/\/passkey\/register\?session=pks_[0-9a-f]{24}$/);
    expect(page.startsWith(`${origin}/`)).toBe(true);
    expect(redirect['token-ref']).toMatch(/^mlr_[0-9a-f]{24}$/);
    expect(redirect['return-url']).toBe(RETURN_URL);
    const lasts = Date.parse(redirect['expires-at'] ?? '') - Date.now();
    expect(lasts).toBeGreaterThan(4 * 60_000);
    expect(lasts).toBeLessThanOrEqual(5 * 60_000 + 1000);
    const status = await company.call(
      'GET',
      `${path}/${created.body.ir}/re-identify/${redirect['token-ref'] ?? ''}`,
    );
    expect(status.body).toMatchObject({ method: 'passkey-register', status: 'pending' });
  });

  it('needs no return URL', async () => {
    const created = await create({ 'initiate-passkey-registration': true });
    expect(created.body['passkey-registration-redirect']).toMatchObject({ 'return-url': null });
  });

  it('is not started without being asked for', async () => {
    const created = await create({ 'initiate-passkey-registration': false });
    expect(created.body['passkey-registration-redirect']).toBeNull();
  });

  it('is what the fields of the return go with, and no other call', async () => {
    const answer = await create({
      'passkey-return-url': RETURN_URL,
      state: 'x',
      'bind-return': true,
    });
    // Where nothing is initiated the return URL itself is ignored.
    expectInvalid(answer, ['state', 'bind-return']);
  });

  it('binds a return only where there is a return URL', async () => {
    const answer = await create({ 'initiate-passkey-registration': true, 'bind-return': true });
    expectInvalid(answer, ['bind-return']);
  });

  it('takes a state of 512 characters', async () => {
    const fields = { 'initiate-passkey-registration': true, 'passkey-return-url': RETURN_URL };
    expect((await create({ ...fields, state: 'ŵ'.repeat(512) })).status).toBe(201);
    expectInvalid(await create({ ...fields, state: 'x'.repeat(513) }), ['state']);
  });

  it('with a return URL that is not registered creates nothing', async () => {
    const mpxn = randomMpxn();
    const answer = await create({
      'pii-principal': { mpxn, 'move-in-date': '2020-01-01' },
      'initiate-passkey-registration': true,
      'passkey-return-url': `${RETURN_URL}/`,
    });
    expectInvalid(answer, ['passkey-return-url']);
    expect(await find(`mpxn=${mpxn}`)).toEqual([]);
  });
});

describe('finding records', { tags: 'postgres' }, () => {
  it('answers the newest first, by meter point', async () => {
    const mpxn = randomMpxn();
    const irs: string[] = [];
    for (let count = 0; count < 3; count += 1) irs.push((await withPii({ mpxn })).body.ir);
    expect(await find(`mpxn=${mpxn}`)).toEqual(irs.reverse());
  });

  it('answers whole records, never the address that was asked for', async () => {
    const email = randomEmail();
    const created = await create({ email, 'principal-verification': evidence() });
    const answer = await company.call<{ 'identity-records': JsonObject[] }>(
      'GET',
      `${path}?email=${encodeURIComponent(email)}`,
    );
    expect(answer.body['identity-records']).toEqual([await read(created.body.ir)]);
    expect(answer.text).not.toContain(email);
  });

  it.each([
    ['the domain in capitals', (email: string) => email.replace('example.com', 'EXAMPLE.Com')],
    ['spaces around', (email: string) => `  ${email}\t`],
    ['full-width letters', (email: string) => email.replace('c', 'ｃ').replace('e', 'ｅ')],
    ['capitals before the at sign', (email: string) => email.toUpperCase()],
  ])('finds an address written with %s', async (_name, respell) => {
    const email = randomEmail();
    const written = await create({ email: respell(email) });
    const plain = await create({ email });
    const both = [plain.body.ir, written.body.ir];
    expect(await find(`email=${encodeURIComponent(email)}`)).toEqual(both);
    expect(await find(`email=${encodeURIComponent(respell(email))}`)).toEqual(both);
  });

  it('tells addresses apart whose part before the at sign differs by more than case', async () => {
    const email = randomEmail();
    await create({ email });
    expect(await find(`email=${encodeURIComponent(`x${email}`)}`)).toEqual([]);
  });

  it('narrows by both', async () => {
    const [email, mpxn] = [randomEmail(), randomMpxn()];
    const pii = { mpxn, 'move-in-date': '2020-01-01' };
    const both = await create({ email, 'pii-principal': pii });
    await create({ email });
    await create({ 'pii-principal': pii });
    expect(await find(`email=${encodeURIComponent(email)}&mpxn=${mpxn}`)).toEqual([both.body.ir]);
    expect(await find(`email=${encodeURIComponent(email)}`)).toHaveLength(2);
    expect(await find(`mpxn=${mpxn}`)).toHaveLength(2);
  });

  it('wants one of the two', async () => {
    expectInvalid(await company.call('GET', path), ['mpxn']);
    expectInvalid(await company.call('GET', `${path}?colour=blue`), ['mpxn', 'colour']);
    expectInvalid(await company.call('GET', `${path}?mpxn=`), ['mpxn']);
  });

  it('shows no record of another organisation', async () => {
    const [email, mpxn] = [randomEmail(), randomMpxn()];
    await create({ email, 'pii-principal': { mpxn, 'move-in-date': '2020-01-01' } });
    expect(await find(`mpxn=${mpxn}`, stranger)).toEqual([]);
    expect(await find(`email=${encodeURIComponent(email)}`, stranger)).toEqual([]);
  });
});

describe('a record of another organisation', () => {
  const unknown = 'ir_0123456789abcdef01234567';

  it.each([
    ['GET', '', undefined],
    ['DELETE', '', undefined],
    ['DELETE', '/credentials/cred_0123456789abcdef01234567', undefined],
    ['POST', '/re-identify', { method: 'passkey-register' }],
    ['POST', '/re-identify', { method: 'magic-link' }],
    ['GET', '/re-identify/mlr_0123456789abcdef01234567', undefined],
  ])('is as unknown to %s %s as one that does not exist', async (method, tail, body) => {
    const { ir } = await createHousehold(company);
    const foreign = await stranger.call(method, `${path}/${ir}${tail}`, body);
    const none = await stranger.call(method, `${path}/${unknown}${tail}`, body);
    expectError(foreign, 404, 'NOT001');
    expect(foreign.errors).toEqual(none.errors);
    expect(foreign.status).toBe(none.status);
    expect(Object.keys(foreign.headers).sort()).toEqual(Object.keys(none.headers).sort());
    expect((await read(ir))['anonymised-at']).toBeNull();
  });

  it('is unknown to an access record as well', async () => {
    const { ir } = await createHousehold(company);
    const foreign = await stranger.call('POST', '/v1/access-records', contractBody(ir));
    const none = await stranger.call('POST', '/v1/access-records', contractBody(unknown));
    expectError(foreign, 404, 'NOT001');
    expect(foreign.errors).toEqual(none.errors);
  });
});
