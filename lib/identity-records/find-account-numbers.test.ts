import { describe, expect, test } from 'vitest';
import { findAccountNumbers } from './find-account-numbers';

const mpxn = '1234567890123';
const CARD = '4111111111111111';
const find = (value: unknown) => findAccountNumbers(value, mpxn, ['detail']);

describe('a card number is found', () => {
  test.each([
    ['bare', CARD],
    ['in groups', '4111 1111 1111 1111'],
    ['with dots and dashes', '4111.1111-1111–1111'],
    ['in wide digits', '４１１１１１１１１１１１１１１１'],
    ['in Arabic digits', '٤١١١١١١١١١١١١١١١'],
    ['of 13 digits', '4222222222222'],
    ['of 15 digits', '3782 822463 10005'],
    ['of 19 digits', '6304000000000000000'],
    ['before its end date', '4111 1111 1111 1111 12 27'],
    ['behind a reference', '77 4111 1111 1111 1111'],
    ['bare, behind a reference', `77 ${CARD}`],
    ['beside a date', `2026-01-02 ${CARD}`],
    ['as a number', Number(CARD)],
    ['as a negative number', -Number(CARD)],
  ])('%s', (_how, value) => {
    expect(find({ note: value })).toEqual([['detail', 'note']]);
  });

  test('under a key of a device, where it is no IMEI', () => {
    expect(find({ device: '378282246310005' })).toEqual([['detail', 'device']]);
    expect(find({ device: CARD })).toEqual([['detail', 'device']]);
  });

  test('in a key, whose own text is not repeated', () => {
    expect(find({ a: { [`no ${CARD}`]: true } })).toEqual([['detail', 'a']]);
  });

  test('at any depth, each of several', () => {
    expect(find({ a: [{ b: CARD }], c: 'fine', d: CARD })).toEqual([
      ['detail', 'a', 0, 'b'],
      ['detail', 'd'],
    ]);
  });
});

describe('a run of eight digits is found under a key that speaks of', () => {
  test.each([
    'card',
    'cards',
    'Card number',
    'cardNumber',
    'cardnumber',
    'debit_card',
    'debitCardNo',
    'account',
    'account-number',
    'bankAccount',
    'accountnumber',
    'bankaccount',
    'acct',
    'sort-code',
    'sortCode',
    'sortcode',
    'IBAN',
    'iban-no',
    'pan',
    'PAN',
    'ＰＡＮ',
  ])('%s', (key) => {
    expect(find({ [key]: '12345678' })).toEqual([['detail', key]]);
    expect(find({ [key]: 12345678 })).toEqual([['detail', key]]);
  });

  test('one, in what stands below it', () => {
    expect(find({ account: { held: ['none', { at: '12-34-56 78' }] } })).toEqual([
      ['detail', 'account', 'held', 1, 'at'],
    ]);
  });
});

describe('nothing is found in', () => {
  test.each([
    ['a device’s id', { 'device-id': '12345678' }],
    ['an IMEI', { 'device-id': '490154203237518', imei: 490154203237518 }],
    ['an epoch time', { at: 1764374400, then: '1764374400' }],
    [
      'an epoch time in milliseconds that passes Luhn',
      { at: 1764374400000, then: '1764374400000' },
    ],
    ['a run of 16 digits that fails Luhn', { id: '4111111111111112' }],
    ['eight digits', { reference: '12345678' }],
    ['12 digits that pass Luhn', { reference: '411111111111' }],
    ['a measure with many digits', { score: 0.4111111111111111, other: 4.111111111111111 }],
    ['the own meter point', { account: mpxn, meter: mpxn }],
    ['dates under such a key', { account: { opened: '2026-01-02', at: '2026-01-02T03:04:05Z' } }],
    ['seven digits under such a key', { account: '1234567' }],
    ['neighbours that would make one', { a: '4111', b: ['1111', '1111', '1111'] }],
    ['words that only look alike', { company: '12345678', panel: '12345678', discard: '12345678' }],
    ['nothing', null],
    ['no text', { a: true, b: null, c: 7 }],
  ])('%s', (_what, value) => {
    expect(find(value)).toEqual([]);
  });
});
