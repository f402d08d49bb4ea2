import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { credentialsOf, RETURN_URL } from '../../harness/callers/household';
import {
  allowedIds,
  answerOptions,
  complete,
  refreshOptions,
  stepOf,
  usePasskey,
  type CompletionAnswer,
} from '../../harness/callers/passkey-page';
import {
  pendingStatus,
  startAcross,
  startOwn,
  statusOf,
} from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();
/** A query that any tidying would change. */
const URL_WITH_QUERY = 'https://northwind.example/return?b=2&a=%2F%20x&c=+&d&e=';
const UNKNOWN_PAGE = `${origin}/passkey/assert?session=pks_000000000000000000000000`;

let account: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  account = await client.createAccount({
    'display-name': 'Northwind Energy',
    'redirect-urls': [RETURN_URL, URL_WITH_QUERY, 'https://northwind.example/?'],
  });
  customer = await enrolHousehold(account, origin);
});

const start = (fields = {}) => startOwn(customer, { method: 'passkey-assert', ...fields });

describe('a right answer', () => {
  test('confirms, by passkey and proven', async () => {
    const started = await start({ 'passkey-return-url': RETURN_URL });
    const done = await usePasskey(customer.browser, customer.device, started.page);
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      result: 'done',
      location: `${RETURN_URL}?dar-passkey-token=${started.tokenRef}`,
    });
    expect(await statusOf(started)).toEqual({
      method: 'passkey-assert',
      status: 'confirmed',
      'confirmed-at': expect.stringMatching(/^\d{4}-.*Z$/) as string,
      declined: false,
      'confirmed-by': 'passkey-assert',
      assurance: 'proven',
    });
  });

  test('is noted as the last use of the passkey', async () => {
    const fresh = await enrolHousehold(account, origin, { email: null });
    expect(await credentialsOf(fresh)).toMatchObject([{ 'last-used-at': null }]);
    const { page } = await startOwn(fresh, { method: 'passkey-assert' });
    await usePasskey(fresh.browser, fresh.device, page);
    const [credential] = await credentialsOf(fresh);
    expect(Math.abs(Date.parse(credential?.['last-used-at'] ?? '') - Date.now())).toBeLessThan(
      60_000,
    );
  });

  test('confirms for another organisation too', async () => {
    const asker = await client.createAccount();
    const started = await startAcross(asker, customer.mpxn, { method: 'passkey-assert' });
    await usePasskey(customer.browser, customer.device, started.page);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
  });

  test('counts without a user handle, which not every device sends', async () => {
    const { page } = await start();
    const done = await usePasskey(customer.browser, customer.device, page, { userHandle: null });
    expect(done.status).toBe(200);
  });
});

describe('the way back', () => {
  test("keeps the return URL's query byte for byte", async () => {
    const started = await start({ 'passkey-return-url': URL_WITH_QUERY });
    const done = await usePasskey(customer.browser, customer.device, started.page);
    expect(done.body.location).toBe(`${URL_WITH_QUERY}&dar-passkey-token=${started.tokenRef}`);
  });

  test('adds to an empty query without a second question mark', async () => {
    const started = await start({ 'passkey-return-url': 'https://northwind.example/?' });
    const done = await usePasskey(customer.browser, customer.device, started.page);
    expect(done.body.location).toBe(
      `https://northwind.example/?dar-passkey-token=${started.tokenRef}`,
    );
  });

  test.each(['a b&c=d#é/%20+🔌', 's'.repeat(512), '&dar-passkey-token=mlr_1'])(
    'carries the state %s unchanged, as one parameter',
    async (state) => {
      const started = await start({ 'passkey-return-url': RETURN_URL, state });
      const done = await usePasskey(customer.browser, customer.device, started.page);
      const { searchParams } = new URL(done.body.location ?? '');
      expect([...searchParams]).toEqual([
        ['dar-passkey-token', started.tokenRef],
        ['state', state],
      ]);
    },
  );

  test('is our own ending page where no return URL was given', async () => {
    const { page } = await start();
    const done = await usePasskey(customer.browser, customer.device, page);
    expect(done.body).toMatchObject({ result: 'done', location: `${origin}/done` });
    const cookie = done.headers['set-cookie']?.find((line) => line.startsWith('dar-ending='));
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax/);
    const ending = await customer.browser.open('/done');
    expect(ending.status).toBe(200);
    expect(ending.words).toContain('You have confirmed to Northwind Energy who you are');
  });

  test('tells its ending to the browser that has the cookie, and to nobody by a query', async () => {
    const page = await new CustomerBrowser(origin).open('/done?ending=confirmed&result=done');
    expect(page.words).toContain('Nothing is waiting for you here');
    expect(page.words).not.toContain('You have confirmed');
  });

  test('tells nothing for a cookie that we did not sign', async () => {
    const browser = new CustomerBrowser(origin);
    const { page } = await start();
    await usePasskey(customer.browser, customer.device, page);
    const [header, , signature] = customer.browser.cookies.get('dar-ending')?.split('.') ?? [];
    const claims = Buffer.from(JSON.stringify({ ending: 'confirmed' })).toString('base64url');
    browser.cookies.set('dar-ending', `${header}.${claims}.${signature}`);
    expect((await browser.open('/done')).words).toContain('Nothing is waiting for you here');
  });
});

describe('the page', () => {
  test('says who asks, for which meter point and where the customer goes', async () => {
    const { page } = await start({ 'passkey-return-url': RETURN_URL });
    const { words } = await customer.browser.open(page);
    for (const said of ['Northwind Energy', customer.mpxn.slice(-4), 'northwind.example']) {
      expect(words).toContain(said);
    }
    expect(words).not.toContain(customer.mpxn);
  });

  test('asks for the passkeys of the record, verification of the user and five minutes', async () => {
    const { page } = await start();
    const { requestOptions, creationOptions } = await customer.browser.open(page);
    expect(creationOptions).toBeNull();
    expect(requestOptions).toMatchObject({
      rpId: 'localhost',
      userVerification: 'required',
      timeout: 300_000,
      allowCredentials: [
        { id: customer.passkeyId, type: 'public-key', transports: ['internal', 'hybrid'] },
      ],
    });
  });

  test('has a fresh challenge of 32 bytes at every view and every refresh', async () => {
    const { page } = await start();
    const views = [
      await customer.browser.open(page),
      await customer.browser.open(page),
      await refreshOptions(customer.browser, page),
    ];
    const challenges = views.map(({ requestOptions }) => requestOptions?.challenge ?? '');
    expect(new Set(challenges).size).toBe(3);
    for (const challenge of challenges) {
      expect(Buffer.from(challenge, 'base64url')).toHaveLength(32);
    }
  });

  test('spends nothing by being opened, by GET or HEAD', async () => {
    const started = await start();
    for (let round = 0; round < 10; round += 1) {
      expect((await new CustomerBrowser(origin).head(started.page)).status).toBe(200);
      expect(stepOf(await customer.browser.open(started.page))).toBe('assert');
    }
    expect(await statusOf(started)).toEqual(pendingStatus('passkey-assert'));
    const done = await usePasskey(customer.browser, customer.device, started.page);
    expect(done.status).toBe(200);
  });

  test.each([
    ['an unknown session', UNKNOWN_PAGE],
    ['no session', `${origin}/passkey/assert`],
    ['a malformed session', `${origin}/passkey/assert?session=pks_'%20OR%201`],
    ['a session given twice', `${UNKNOWN_PAGE}&session=pks_1`],
  ])('is a 404 with words for %s', async (_case, url) => {
    const page = await new CustomerBrowser(origin).open(url);
    expect(page.status).toBe(404);
    expect(stepOf(page)).toBe('ended');
    expect(page.words).toMatch(/[Nn]ot valid|not found|find/);
  });

  test("is a 404 for the other kind of page's session", async () => {
    const { page } = await start();
    const other = page.replace('/passkey/assert', '/passkey/register');
    expect((await customer.browser.open(other)).status).toBe(404);
  });

  test('is an ending once the session is used, never a ceremony', async () => {
    const { page } = await start();
    await usePasskey(customer.browser, customer.device, page);
    const view = await customer.browser.open(page);
    expect(stepOf(view)).toBe('ended');
    expect(view.words).toContain('This was already used');
  });
});

describe('of several answers', () => {
  const asOutcome = ({ status, body }: CompletionAnswer) => body.problem ?? status;

  test(
    'fifty at once, one wins and the others are told that it was used',
    { tags: 'postgres' },
    async () => {
      const started = await start({ 'passkey-return-url': RETURN_URL });
      const answers = [];
      for (let count = 0; count < 5; count += 1) {
        const browser = new CustomerBrowser(origin);
        for (let view = 0; view < 5; view += 1) {
          const response = answerOptions(customer.device, await browser.open(started.page));
          answers.push({ browser, response }, { browser, response });
        }
      }
      const outcomes = await Promise.all(
        answers.map(({ browser, response }) => complete(browser, started.page, response)),
      );
      const counts = new Map<string | number, number>();
      for (const outcome of outcomes.map(asOutcome)) {
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      }
      // Every challenge was sent twice; whoever sends it second may hear of that instead.
      expect(counts.get(200)).toBe(1);
      expect(counts.get(409)).toBeGreaterThanOrEqual(24);
      expect((counts.get(409) ?? 0) + (counts.get('challenge') ?? 0)).toBe(49);
    },
  );

  test('the one that comes after is told so, on our ending page', async () => {
    const started = await start({ 'passkey-return-url': RETURN_URL });
    const late = answerOptions(customer.device, await customer.browser.open(started.page));
    await usePasskey(customer.browser, customer.device, started.page);
    const answer = await complete(customer.browser, started.page, late);
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({ result: 'done', location: `${origin}/done` });
    expect((await customer.browser.open('/done')).words).toContain('This was already used');
  });
});

test('an answer for an unknown session is a 404 that leads to an ending', async () => {
  const { page } = await start();
  const response = answerOptions(customer.device, await customer.browser.open(page));
  const answer = await complete(customer.browser, UNKNOWN_PAGE, response);
  expect(answer.status).toBe(404);
  expect(answer.body).toEqual({ result: 'done', location: `${origin}/done` });
  expect((await customer.browser.open('/done')).words).toContain('This link is not valid');
});

test('any of several passkeys of the customer serves, and the device is told of all', async () => {
  const two = await enrolHousehold(account, origin, { email: null });
  const { page: newPage } = await startOwn(two, { method: 'passkey-register' });
  await usePasskey(two.browser, two.device, `${newPage}&way=new`);
  expect((await usePasskey(two.browser, two.device, `${newPage}&way=new`)).status).toBe(200);
  const ids = two.device.passkeys.map(({ id }) => id).sort();
  expect(ids).toHaveLength(2);
  for (const passkey of [...two.device.passkeys]) {
    const { page } = await startOwn(two, { method: 'passkey-assert' });
    const view = await two.browser.open(page);
    expect(allowedIds(view).sort()).toEqual(ids);
    if (!view.requestOptions) throw new Error('no options');
    const done = await complete(
      two.browser,
      page,
      two.device.assert(view.requestOptions, {}, passkey),
    );
    expect(done.status).toBe(200);
    // So that the device can put away passkeys that were removed here.
    expect(done.body.accepted?.credentialIds.sort()).toEqual(ids);
    expect(done.body.accepted?.userId).toBe(passkey.userHandle);
  }
});
