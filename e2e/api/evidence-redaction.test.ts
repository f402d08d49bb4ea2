import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { expectInvalid } from './support/expect-error';
import { randomMpxn } from '../../harness/callers/household';
import { evidence, identityRecordBody } from './support/identity-record-body';

const { client } = sharedRegister();
let company: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount();
});

const mpxn = randomMpxn();
const create = (fields: JsonObject, ownMpxn = mpxn) =>
  company.call(
    'POST',
    '/v1/identity-records',
    identityRecordBody({
      'pii-principal': { mpxn: ownMpxn, 'move-in-date': '2020-01-01' },
      'principal-verification': evidence(fields),
    }),
  );
const SUBMITTED = 'principal-verification.submitted';
const DETAIL = 'principal-verification.detail';

describe('a card or account number in what was submitted', () => {
  it.each([
    ['a card number', '4111111111111111'],
    ['one that fails Luhn', '4111111111111112'],
    ['an account number of eight digits', 'account 12345678'],
    ['grouped by spaces', '4111 1111 1111 1111'],
    ['grouped by dashes', '4111-1111-1111-1111'],
    ['grouped by dots', '4111.1111.1111.1111'],
    ['mixed separators', '41-11. 11 11 . 11'],
    ['several separators in a row', '4111 -- 1111'],
    ['en and em dashes', '4111–1111—1111'],
    ['non-breaking hyphens', '4111\u20111111\u20111111'],
    ['minus signs', '4111\u22121111\u22121111'],
    ['no-break and thin spaces', '4111\u00a01111\u20091111'],
    ['line breaks and tabs', '4111\n1111\t1111'],
    ['zero-width spaces', '4111\u200b1111\u200b1111'],
    ['zero-width joiners', '4\u200d1\u200d1\u200d1\u200d1\u200d1\u200d1\u200d1'],
    ['soft hyphens', '4111\u00ad1111'],
    ['a word joiner', '4111\u20601111'],
    ['full-width digits', '４１１１１１１１１１１１'],
    ['mathematical digits', '𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏'],
    ['superscript digits', '⁴¹¹¹¹¹¹¹'],
    ['circled digits', '④①①①①①①①'],
    ['Arabic digits', '٤١١١١١١١'],
    ['Devanagari digits', '४१११११११'],
    ['full-width dashes', '4111－1111'],
    ['sort code and account number', '12-34-56 12345678'],
    ['in a sentence', 'shown: card no. 41111111 (valid)'],
    ['glued to letters', 'GB82WEST12345698765432'],
    ['next to a date', '2024-01-05 4111 1111'],
    ['grouped like a date', '4111-11-11'],
    ['a date that does not exist', '2024-13-45'],
    ['an impossible year', '9999-12-31'],
    ['a date and more digits', '2024-01-0512'],
    ['another meter point', '1999999999999'],
    ['the own meter point and one digit', `${mpxn}1`],
  ])('is refused: %s', async (_name, submitted) => {
    const answer = await create({ submitted });
    expectInvalid(answer, [SUBMITTED], 'VAL004');
    for (const { message } of answer.errors) expect(message).not.toMatch(/\p{Nd}/u);
  });

  it.each([
    ['seven digits', 'document 1234567'],
    ['the last four digits', 'card ending 1111'],
    ['starred out', '**** **** **** 1111'],
    ['seven digits in groups', '12-34-567'],
    ['runs kept apart by letters', '1234 a 5678 b 9012'],
    ['runs kept apart by a comma', '1234, 5678'],
    ['runs kept apart by a slash', '1234/5678'],
    ['an ISO date', '2024-02-29'],
    ['an ISO time', '2024-02-29T10:30:00Z'],
    ['an ISO time with a fraction and an offset', '2024-02-29T10:30:00.123456789+01:00'],
    ['a date in a sentence', 'seen on 2024-02-29 at the door'],
    ['the own meter point', mpxn],
    ['the own meter point, grouped', `${mpxn.slice(0, 2)} ${mpxn.slice(2, 6)}-${mpxn.slice(6)}`],
    ['the own meter point in a sentence', `bill for meter ${mpxn}, seen`],
  ])('is not: %s', async (_name, submitted) => {
    const answer = await create({ submitted });
    expect(answer.status, answer.text).toBe(201);
  });

  it('is not the own meter point where that begins with letters', async () => {
    const own = 'AB12345678901';
    expect((await create({ submitted: 'bill for AB 12345678901' }, own)).status).toBe(201);
    expectInvalid(await create({ submitted: 'bill 12345678901' }, own), [SUBMITTED], 'VAL004');
    expectInvalid(await create({ submitted: 'XY12345678901' }, own), [SUBMITTED], 'VAL004');
  });
});

describe('a number in the detail', () => {
  it.each([
    ['a string', { card: '4111 1111' }, '.card'],
    ['a number', { card: 41111111 }, '.card'],
    ['a negative number', { card: -41111111 }, '.card'],
    ['a number with a fraction', { card: 4111.1111 }, '.card'],
    ['a large number', { card: 4e21 }, '.card'],
    ['a small number', { card: 1.2345678e-9 }, '.card'],
    ['a list', { cards: ['ok', '41111111'] }, '.cards[1]'],
    ['a deep object', { account: { b: [{ c: '41111111' }] } }, '.account.b[0].c'],
  ])('is refused in %s, and named by its path', async (_name, detail, tail) => {
    expectInvalid(await create({ detail }), [`${DETAIL}${tail}`], 'VAL004');
  });

  it('is refused in a key, which the answer does not repeat', async () => {
    const answer = await create({ detail: { cards: { '4111 1111 1111 1111': true } } });
    expectInvalid(answer, [`${DETAIL}.cards`], 'VAL004');
    expect(JSON.stringify(answer.errors)).not.toContain('4111');
  });

  it('is named wherever it stands, all at once', async () => {
    const answer = await create({
      submitted: '41111111',
      detail: { a: '4111111111111111', b: 7, c: [{ pan: 41111111 }], d: '12345678' },
    });
    expectInvalid(answer, [SUBMITTED, `${DETAIL}.a`, `${DETAIL}.c[0].pan`], 'VAL004');
  });

  it('is not made of neighbours: fields, list entries and short numbers stand alone', async () => {
    const detail = { a: '4111', b: '1111', c: ['1111', '1111'], d: 1234567, e: true, f: null };
    expect((await create({ detail })).status).toBe(201);
  });

  it('leaves nothing behind when refused', async () => {
    const own = randomMpxn();
    expectInvalid(await create({ submitted: '41111111' }, own), [SUBMITTED], 'VAL004');
    const found = await company.call('GET', `/v1/identity-records?mpxn=${own}`);
    expect(found.body).toMatchObject({ 'identity-records': [] });
  });
});

describe('elsewhere in the evidence', () => {
  it('a long reference is nobody’s card number', async () => {
    const answer = await create({ reference: '4111111111111111', 'verified-against': '12345678' });
    expect(answer.status, answer.text).toBe(201);
  });
});
