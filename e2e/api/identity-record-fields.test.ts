import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { expectInvalid } from './support/expect-error';
import { randomMpxn } from '../../harness/callers/household';
import { evidence, fullAddress, identityRecordBody } from './support/identity-record-body';

const { client } = sharedRegister();
const path = '/v1/identity-records';
let company: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount();
});

interface CreateAnswer {
  ir: string;
  'passkey-registration-redirect': Record<string, string | null> | null;
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
describe('the move-in date', () => {
  const day = (offset: number) => {
    const londonToday = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
    return londonToday.format(new Date(Date.now() + offset * 86_400_000));
  };

  it.each([
    ['today', () => day(0)],
    ['a leap day', () => '2024-02-29'],
    ['the last century', () => '1923-07-01'],
    ['in half a year', () => day(180)],
  ])('may be %s', async (_name, date) => {
    expect((await withPii({ 'move-in-date': date() })).status).toBe(201);
  });

  it.each([
    ['a day more than a year ahead', () => day(368)],
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
    ['verified-at', '2026-01-15T10:30:00+0000'],
    ['verified-at', '2026-01-15T25:30:00Z'],
    ['verified-at', '2026-02-30T10:30:00Z'],
    ['verified-at', '2026-01-15'],
    ['verified-at', null],
    ['detail', 'text'],
    ['detail', []],
    ['submitted', 7],
    ['submitted', ' '],
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
    [
      '255 characters',
      `a@${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(61)}.${'e'.repeat(64)}.com`,
    ],
    ['letters beyond ASCII before the at sign', 'jö@example.com'],
    ['a look-alike letter before the at sign', '\u0430nna@example.com'],
    ['a percent route', 'mailto:a@example.com?bcc=b@example.com'],
    ['spaces only', ' '],
    ['a list', ['a@example.com']],
  ])('has not %s', async (_name, email) => {
    expectInvalid(await create({ email }), ['email']);
  });
});
