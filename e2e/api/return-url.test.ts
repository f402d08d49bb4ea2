import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold } from '../../harness/callers/household';
import { linkIn } from '../../harness/callers/mailed';
import { fieldsOf, usePasskey } from '../../harness/callers/passkey-page';
import { REIDENTIFY, startAcross, startOwn } from '../../harness/callers/reidentification';

const { client, origin, mailbox } = sharedRegister();
const REGISTERED = 'https://app.northwind.example/return';

/** None of these is `REGISTERED`, whatever a lenient reader makes of it. */
const lookAlikes: [string, string][] = [
  ['another port', 'https://app.northwind.example:8443/return'],
  ['the default port written out', 'https://app.northwind.example:443/return'],
  ['http', 'http://app.northwind.example/return'],
  ['another case in the path', 'https://app.northwind.example/Return'],
  ['another case in the host', 'https://APP.northwind.example/return'],
  ['another case in the scheme', 'HTTPS://app.northwind.example/return'],
  ['a trailing slash', 'https://app.northwind.example/return/'],
  ['no path', 'https://app.northwind.example'],
  ['a longer path', 'https://app.northwind.example/return/more'],
  ['an added query', 'https://app.northwind.example/return?a=1'],
  ['an empty query', 'https://app.northwind.example/return?'],
  ['a fragment', 'https://app.northwind.example/return#x'],
  ['an encoded letter', 'https://app.northwind.example/%72eturn'],
  ['an encoded slash', 'https://app.northwind.example%2Freturn'],
  ['a dot segment', 'https://app.northwind.example/x/../return'],
  ['a trailing dot', 'https://app.northwind.example./return'],
  ['user information', 'https://app.northwind.example@evil.example/return'],
  ['user information before the host', 'https://user@app.northwind.example/return'],
  ['a backslash', 'https://app.northwind.example\\return'],
  ['a backslash before another host', 'https://evil.example\\@app.northwind.example/return'],
  ['two slashes', '//app.northwind.example/return'],
  ['two slashes to another host', '//evil.example'],
  ['a subdomain', 'https://x.app.northwind.example/return'],
  ['a longer host', 'https://app.northwind.example.evil.example/return'],
  ['a space before', ' https://app.northwind.example/return'],
  ['a line break after', 'https://app.northwind.example/return\n'],
  ['a tab within', 'https://app.northwind.exa\tmple/return'],
  ['a zero-width space', 'https://app.northwind.example/return\u200b'],
  ['full-width letters', 'https://ａpp.northwind.example/return'],
  ['a script', 'javascript:alert(1)//app.northwind.example/return'],
];

let account: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  account = await client.createAccount({ 'redirect-urls': [REGISTERED] });
  customer = await enrolHousehold(account, origin);
});

describe('a return URL that differs from the registered one by', () => {
  test.each(lookAlikes)('%s is refused by name, for every method', async (_case, url) => {
    const { mpxn, ir } = customer;
    const own = `/v1/identity-records/${ir}/re-identify`;
    const calls: [string, string, object][] = [
      ['redirect-url', own, { method: 'magic-link' }],
      ['passkey-return-url', own, { method: 'passkey-assert' }],
      ['passkey-return-url', REIDENTIFY, { mpxn, method: 'passkey-register' }],
    ];
    for (const [field, path, body] of calls) {
      const answer = await account.call('POST', path, { ...body, [field]: url });
      expect(answer.status).toBe(400);
      expect(answer.errors).toMatchObject([{ 'error-code': 'VAL001', field }]);
    }
  });
});

test('a return URL of another account is refused', async () => {
  const other = await client.createAccount();
  const answer = await other.call('POST', REIDENTIFY, {
    mpxn: customer.mpxn,
    method: 'passkey-assert',
    'passkey-return-url': REGISTERED,
  });
  expect(answer.errors).toMatchObject([{ field: 'passkey-return-url' }]);
});

test.each([
  ['magic-link', 'passkey-return-url'],
  ['passkey-assert', 'redirect-url'],
  ['passkey-register', 'redirect-url'],
])('%s does not take %s', async (method, field) => {
  const { mpxn } = customer;
  const answer = await account.call('POST', REIDENTIFY, { mpxn, method, [field]: REGISTERED });
  expect(answer.status).toBe(400);
  expect(answer.errors).toMatchObject([{ 'error-code': 'VAL001', field }]);
});

describe('a URL that was taken off the list after the start', () => {
  let leaving: ApiAccount;

  beforeAll(async () => {
    leaving = await client.createAccount({ 'redirect-urls': [REGISTERED] });
  });

  const setUrls = async (urls: string[]) => {
    const answer = await leaving.call('PUT', '/v1/self/redirect-urls', { 'redirect-urls': urls });
    expect(answer.status).toBe(200);
  };

  test('is not gone to after a passkey: the customer ends on our page', async () => {
    await setUrls([REGISTERED]);
    const { page } = await startAcross(leaving, customer.mpxn, {
      method: 'passkey-assert',
      'passkey-return-url': REGISTERED,
    });
    await setUrls([]);
    const view = await customer.browser.open(page);
    expect(view.words).not.toContain('app.northwind.example');
    const done = await usePasskey(customer.browser, customer.device, page);
    expect(done.body.location).toBe(`${origin}/done`);
  });

  test('is not gone to on declining', async () => {
    await setUrls([REGISTERED]);
    const { page } = await startAcross(leaving, customer.mpxn, {
      method: 'passkey-assert',
      'passkey-return-url': REGISTERED,
    });
    await setUrls(['https://other.example/']);
    const answer = await customer.browser.press('/passkey/decline', fieldsOf(page));
    expect([answer.status, answer.headers.location]).toEqual([303, `${origin}/done`]);
  });

  test('is not gone to from a mailed link', async () => {
    await setUrls([REGISTERED]);
    const { mpxn, email } = await createHousehold(account);
    await startAcross(leaving, mpxn, { method: 'magic-link', 'redirect-url': REGISTERED });
    const link = linkIn(await mailbox.waitForMail(email ?? ''));
    await setUrls([]);
    const answer = await new CustomerBrowser(origin).press(`${link}/confirm`);
    expect([answer.status, answer.headers.location]).toEqual([303, `${origin}/done`]);
  });
});

test('on an own record, too, the exact URL is accepted and answered', async () => {
  const started = await startOwn(customer, {
    method: 'passkey-assert',
    'passkey-return-url': REGISTERED,
  });
  const done = await usePasskey(customer.browser, customer.device, started.page);
  expect(done.body.location).toBe(`${REGISTERED}?dar-passkey-token=${started.tokenRef}`);
});
