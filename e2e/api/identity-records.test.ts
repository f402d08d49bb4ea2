import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount, JsonObject } from '../harness/api-client';
import { sharedRegister } from '../harness/api-context';
import { contractBody } from './support/access-record-body';
import { enrolHousehold } from './support/enrolled-household';
import { expectError, expectInvalid } from './support/expect-error';
import { createHousehold, credentialsOf, randomEmail, randomMpxn } from './support/household';
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
  it('needs a meter point, a move-in date and who says so, and reads the rest as null', async () => {
    const mpxn = randomMpxn();
    const created = await withPii({ mpxn });
    expect(created.status, created.text).toBe(201);
    expect(created.body.ir).toMatch(/^ir_[0-9a-f]{24}$/);
    expect(created.body['passkey-registration-redirect']).toBeNull();
    const { 'created-at': createdAt, ...record } = await read(created.body.ir);
    expect(Math.abs(Date.parse(String(createdAt)) - Date.now())).toBeLessThan(60_000);
    expect(record).toEqual({
      ir: created.body.ir,
      'pii-principal': { mpxn, 'move-in-date': '2020-01-01', address: null },
      'expressed-by': 'data-subject',
      'principal-verification': null,
      'has-email': false,
      credentials: [],
      'anonymised-at': null,
    });
  });

  it('keeps every field as it was sent, and of the e-mail only that there is one', async () => {
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
  });

  it('is one record each time, also for the same person', async () => {
    const body = identityRecordBody();
    const first = await company.call<CreateAnswer>('POST', path, body);
    const second = await company.call<CreateAnswer>('POST', path, body);
    expect(second.body.ir).not.toBe(first.body.ir);
  });
});

describe('the move-in date', () => {
  const day = (offset: number) => {
    const londonToday = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
    return londonToday.format(new Date(Date.now() + offset * 86_400_000));
  };

  it.each([
    ['today', () => day(0)],
    ['a leap day', () => '2024-02-29'],
    ['the last century', () => '1923-07-01'],
  ])('may be %s', async (_name, date) => {
    expect((await withPii({ 'move-in-date': date() })).status).toBe(201);
  });

  it.each([
    ['the day after tomorrow', () => day(2)],
    ['no leap day', () => '2023-02-29'],
    ['the 31st of a month of 30 days', () => '2023-04-31'],
    ['month 13', () => '2023-13-01'],
    ['day 0', () => '2023-01-00'],
    ['year 0', () => '0000-01-01'],
    ['British writing', () => '31/12/2023'],
    ['one digit', () => '2023-1-1'],
    ['a time', () => '2023-01-01T00:00:00Z'],
    ['a number', () => 20230101],
    ['nothing', () => ''],
    ['null', () => null],
  ])('is no %s', async (_name, date) => {
    expectInvalid(await withPii({ 'move-in-date': date() }), ['pii-principal.move-in-date']);
  });
});

describe('the address', () => {
  it.each(['SW1A 1AA', 'M11AA', 'LL30 2SY', 'B33 8TH', 'CR2 6XH', 'DN55 1PT', 'EC1A1BB'])(
    'may have the postcode %s',
    async (postcode) => {
      expect((await withPii({ address: { ...fullAddress, postcode } })).status).toBe(201);
    },
  );

  it.each(['sw1a 1aa', 'SW1A  1AA', 'SW1A 1A', '1AA SW1', 'SWA1 1AA', 'SW1AAA 1AA', '', ' M1 1AA'])(
    'may not have the postcode "%s"',
    async (postcode) => {
      const answer = await withPii({ address: { ...fullAddress, postcode } });
      expectInvalid(answer, ['pii-principal.address.postcode']);
    },
  );

  it.each(['addressLine1', 'addressLine2', 'townCity', 'county'])(
    'has 100 characters at most in %s',
    async (line) => {
      const fits = { address: { ...fullAddress, [line]: 'ŵ'.repeat(100) } };
      const exceeds = { address: { ...fullAddress, [line]: 'x'.repeat(101) } };
      expect((await withPii(fits)).status).toBe(201);
      expectInvalid(await withPii(exceeds), [`pii-principal.address.${line}`]);
    },
  );

  it('may lack its second line and the county, and nothing else', async () => {
    const { addressLine1, townCity, postcode } = fullAddress;
    const created = await withPii({ address: { addressLine1, townCity, postcode } });
    const record = await read(created.body.ir);
    expect(record['pii-principal']).toMatchObject({
      address: { addressLine1, addressLine2: null, townCity, county: null, postcode },
    });
    expectInvalid(await withPii({ address: {} }), [
      'pii-principal.address.addressLine1',
      'pii-principal.address.townCity',
      'pii-principal.address.postcode',
    ]);
  });
});

describe('the evidence', () => {
  const withEvidence = (fields: JsonObject) =>
    create({ 'principal-verification': evidence(fields) });

  it.each([
    ['method', 100],
    ['reference', 255],
    ['submitted', 255],
    ['verified-against', 255],
  ])('has in %s at most %i characters', async (field, most) => {
    expect((await withEvidence({ [field]: 'x'.repeat(most) })).status).toBe(201);
    const answer = await withEvidence({ [field]: 'x'.repeat(most + 1) });
    expectInvalid(answer, [`principal-verification.${field}`]);
  });

  it.each(['verified', 'failed', 'partial'])('may have the outcome %s', async (outcome) => {
    expect((await withEvidence({ outcome })).status).toBe(201);
  });

  it.each([
    ['outcome', 'VERIFIED'],
    ['outcome', null],
    ['method', ''],
    ['method', null],
    ['verified-at', '2026-01-15T10:30:00'],
    ['verified-at', '2026-01-15T10:30:00+00:00'],
    ['verified-at', '2026-01-15T25:30:00Z'],
    ['verified-at', '2026-02-30T10:30:00Z'],
    ['verified-at', '2026-01-15'],
    ['verified-at', null],
    ['detail', 'text'],
    ['detail', []],
    ['submitted', 7],
    ['submitted', ''],
    ['reviewer', 'x'],
  ])('refuses %s %j', async (field, value) => {
    const answer = await withEvidence({ [field]: value });
    expectInvalid(answer, [`principal-verification.${field}`]);
  });

  it('has 8 KiB of detail at most', async () => {
    const overhead = Buffer.byteLength(JSON.stringify({ a: '' }));
    const detail = (bytes: number) => ({ detail: { a: 'x'.repeat(bytes - overhead) } });
    expect((await withEvidence(detail(8192))).status).toBe(201);
    expectInvalid(await withEvidence(detail(8193)), ['principal-verification.detail']);
  });
});

describe('the e-mail address', () => {
  it.each([
    'customer@example.com',
    ' customer@example.com ',
    'Customer.Name+tag@Example.COM',
    "o'neil@example.co.uk",
    'a@b.cd',
    'customer@xn--bcher-kva.example',
    'customer@bücher.example',
    'ｃustomer@example.com',
  ])('may be "%s"', async (email) => {
    const created = await create({ email });
    expect(created.status, created.text).toBe(201);
  });

  it.each([
    ['no at sign', 'customer.example.com'],
    ['two at signs', 'a@b@example.com'],
    ['a display name', 'Customer <customer@example.com>'],
    ['two recipients', 'a@example.com,b@example.com'],
    ['two recipients by semicolon', 'a@example.com;b@example.com'],
    ['a quoted local part', '"a b"@example.com'],
    ['a comment', 'a(b)@example.com'],
    ['a header injected', 'a@example.com\r\nBcc: b@example.com'],
    ['a line break in the local part', 'a\nb@example.com'],
    ['an invisible character', 'a\u200bb@example.com'],
    ['a space', 'a b@example.com'],
    ['no local part', '@example.com'],
    ['no domain', 'customer@'],
    ['one label', 'customer@localhost'],
    ['an address literal', 'customer@[192.0.2.1]'],
    ['a number for a domain', 'customer@192.0.2.1'],
    ['dots in a row', 'a..b@example.com'],
    ['a leading dot', '.a@example.com'],
    ['65 characters before the at sign', `${'a'.repeat(65)}@example.com`],
    ['255 characters', `a@${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(61)}.${'e'.repeat(64)}.com`],
    ['a percent route', 'mailto:a@example.com?bcc=b@example.com'],
    ['nothing', ''],
    ['a list', ['a@example.com']],
  ])('has not %s', async (_name, email) => {
    expectInvalid(await create({ email }), ['email']);
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
    expectInvalid(answer, ['passkey-return-url', 'state', 'bind-return']);
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

describe('finding records', () => {
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
  ])('finds an address written with %s', async (_name, respell) => {
    const email = randomEmail();
    const written = await create({ email: respell(email) });
    const plain = await create({ email });
    const both = [plain.body.ir, written.body.ir];
    expect(await find(`email=${encodeURIComponent(email)}`)).toEqual(both);
    expect(await find(`email=${encodeURIComponent(respell(email))}`)).toEqual(both);
  });

  it('tells addresses apart whose part before the at sign differs', async () => {
    const email = randomEmail();
    await create({ email });
    expect(await find(`email=${encodeURIComponent(email.toUpperCase())}`)).toEqual([]);
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

describe('passkeys of a record', () => {
  it('show what they are, and no key material', async () => {
    const household = await enrolHousehold(company, origin);
    const [credential] = await credentialsOf(household);
    expect(Object.keys(credential ?? {}).sort()).toEqual(
      ['credential-id', 'registered-at', 'transports', 'last-used-at', 'name', 'backed-up'].sort(),
    );
    expect(credential?.['credential-id']).toMatch(/^cred_[0-9a-f]{24}$/);
    expect(credential?.transports).toEqual(['internal', 'hybrid']);
    const { text } = await company.call('GET', `${path}/${household.ir}`);
    expect(text).not.toContain(household.passkeyId);
    expect(text).not.toMatch(/public-?key|user-?handle|counter/i);
  });

  it('are removed by their owner, once', async () => {
    const household = await enrolHousehold(company, origin);
    const [credential] = await credentialsOf(household);
    const target = `${path}/${household.ir}/credentials/${credential?.['credential-id'] ?? ''}`;
    const removed = await company.call('DELETE', target);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect(await credentialsOf(household)).toEqual([]);
    expectError(await company.call('DELETE', target), 404, 'NOT001');
    const asked = await company.call('POST', `${path}/${household.ir}/re-identify`, {
      method: 'passkey-assert',
    });
    expectError(asked, 422, 'VAL003');
  });

  it('are removed through their own record only', async () => {
    const household = await enrolHousehold(company, origin);
    const other = await createHousehold(company);
    const [credential] = await credentialsOf(household);
    const id = credential?.['credential-id'] ?? '';
    const elsewhere = `${path}/${other.ir}/credentials/${id}`;
    const here = `${path}/${household.ir}/credentials/${id}`;
    expectError(await company.call('DELETE', elsewhere), 404, 'NOT001');
    expectError(await stranger.call('DELETE', here), 404, 'NOT001');
    expect(await credentialsOf(household)).toHaveLength(1);
  });

  it('go once when removed twenty times at once', async () => {
    const household = await enrolHousehold(company, origin);
    const [credential] = await credentialsOf(household);
    const target = `${path}/${household.ir}/credentials/${credential?.['credential-id'] ?? ''}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => company.call('DELETE', target)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([204, ...Array<number>(19).fill(404)]);
  });
});
