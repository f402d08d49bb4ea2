import { describe, expect, test } from 'vitest';
import { returnHost, returnLocation, tokenParameter } from './return-location';

const outcome = { 'dar-reid-token': 'mlr_1' };

function locationOf(returnUrl: string | null, state: string | null = null, registered = returnUrl) {
  const account = { redirectUrls: registered === null ? [] : [registered] };
  return returnLocation({ returnUrl, state }, account, outcome);
}

test.each([
  ['https://a.example', 'https://a.example?dar-reid-token=mlr_1'],
  ['https://a.example/', 'https://a.example/?dar-reid-token=mlr_1'],
  ['https://a.example/back?', 'https://a.example/back?dar-reid-token=mlr_1'],
  ['https://a.example/back?to=me', 'https://a.example/back?to=me&dar-reid-token=mlr_1'],
  ['https://a.example/back?to=me&', 'https://a.example/back?to=me&dar-reid-token=mlr_1'],
  [
    'https://a.example/back?b=%7E+x&a=%e2%82%ac&b',
    'https://a.example/back?b=%7E+x&a=%e2%82%ac&b&dar-reid-token=mlr_1',
  ],
])('the outcome is added to %s, whose own query stays byte by byte', (url, location) => {
  expect(locationOf(url)).toBe(location);
});

test.each(['simple', 'a b&c=d#e', 'dar-reid-token=mlr_2', '£ 100%', '日本', ''])(
  'the state %j comes back unchanged, as one parameter',
  (state) => {
    const location = new URL(locationOf('https://a.example/back?to=me', state) ?? '');
    expect(location.searchParams.getAll('state')).toEqual([state]);
    expect(location.searchParams.getAll('dar-reid-token')).toEqual(['mlr_1']);
    expect(location.hash).toBe('');
  },
);

describe('the customer goes nowhere', () => {
  test('without a return URL', () => {
    expect(locationOf(null)).toBeNull();
  });

  test.each([
    ['was unregistered since', null],
    ['differs by a slash', 'https://a.example/back/'],
    ['differs by case', 'https://a.example/BACK'],
    ['differs by its query', 'https://a.example/back?x'],
  ])('when the URL %s', (_why, registered) => {
    expect(locationOf('https://a.example/back', null, registered)).toBeNull();
    const account = { redirectUrls: registered === null ? [] : [registered] };
    expect(returnHost({ returnUrl: 'https://a.example/back' }, account)).toBeNull();
  });
});

test('the page names the host, with its port', () => {
  const returnUrl = 'http://127.0.0.1:4000/back';
  expect(returnHost({ returnUrl }, { redirectUrls: [returnUrl] })).toBe('127.0.0.1:4000');
});

test('the token’s parameter is that of the method started', () => {
  expect(tokenParameter('magic_link')).toBe('dar-reid-token');
  expect(tokenParameter('passkey_assert')).toBe('dar-passkey-token');
  expect(tokenParameter('passkey_register')).toBe('dar-passkey-token');
});
