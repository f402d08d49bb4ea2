import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold, RETURN_URL, type Household } from '../../harness/callers/household';
import { linkIn } from '../../harness/callers/mailed';
import {
  pendingStatus,
  startAcross,
  startOwn,
  statusOf,
  type Started,
} from '../../harness/callers/reidentification';

const { client, origin, mailbox } = sharedRegister();

let account: ApiAccount;

beforeAll(async () => {
  account = await client.createAccount({
    'display-name': 'Northwind Energy',
    'redirect-urls': [RETURN_URL, `${RETURN_URL}?b=2&a=%2F%20x`],
  });
});

interface Mailed {
  household: Household;
  started: Started;
  link: string;
  browser: CustomerBrowser;
}

/** A magic link that has arrived, and a browser that has never seen us. */
async function mailLink(fields = {}): Promise<Mailed> {
  const household = await createHousehold(account);
  const started = await startOwn(household, { method: 'magic-link', ...fields });
  const link = linkIn(await mailbox.waitForMail(household.email ?? ''));
  return { household, started, link, browser: new CustomerBrowser(origin) };
}

describe.concurrent('looking', () => {
  test('a hundred times, by GET and HEAD, changes nothing', async () => {
    const { started, link, browser } = await mailLink();
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          index % 2 === 0 ? browser.open(link) : new CustomerBrowser(origin).head(link),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
    }
    expect(await statusOf(started)).toEqual(pendingStatus('magic-link'));
    expect((await browser.press(`${link}/confirm`)).status).toBe(303);
  });

  test('shows who asks, for which meter point, where to, and one button that confirms', async () => {
    const { household, link, browser } = await mailLink({ 'redirect-url': RETURN_URL });
    const page = await browser.open(link);
    for (const said of ['Northwind Energy', household.mpxn.slice(-4), 'northwind.example']) {
      expect(page.words).toContain(said);
    }
    expect(page.text).not.toContain(household.mpxn);
    const path = new URL(link).pathname;
    expect(page.actions).toContain(`${path}/confirm`);
    expect(page.actions).toContain(`${path}/decline`);
  });

  test('at the address of the button presses nothing', async () => {
    const { started, link, browser } = await mailLink();
    for (const action of ['confirm', 'decline']) {
      expect((await browser.open(`${link}/${action}`)).status).toBe(405);
      expect((await browser.head(`${link}/${action}`)).status).toBe(405);
    }
    expect(await statusOf(started)).toEqual(pendingStatus('magic-link'));
  });
});

describe.concurrent('pressing', () => {
  test('confirms, by magic link and proven, and goes back with the token-ref', async () => {
    const { started, link, browser } = await mailLink({ 'redirect-url': RETURN_URL, state: 'a&b' });
    const pressed = await browser.press(`${link}/confirm`);
    expect(pressed.status).toBe(303);
    expect(pressed.headers.location).toBe(
      `${RETURN_URL}?dar-reid-token=${started.tokenRef}&state=a%26b`,
    );
    expect(await statusOf(started)).toEqual({
      method: 'magic-link',
      status: 'confirmed',
      'confirmed-at': expect.stringMatching(/Z$/) as string,
      declined: false,
      'confirmed-by': 'magic-link',
      assurance: 'proven',
    });
  });

  test("keeps the return URL's query byte for byte", async () => {
    const url = `${RETURN_URL}?b=2&a=%2F%20x`;
    const { started, link, browser } = await mailLink({ 'redirect-url': url });
    const pressed = await browser.press(`${link}/confirm`);
    expect(pressed.headers.location).toBe(`${url}&dar-reid-token=${started.tokenRef}`);
  });

  test('ends on our own page without a return URL', async () => {
    const { link, browser } = await mailLink();
    const pressed = await browser.press(`${link}/confirm`);
    expect([pressed.status, pressed.headers.location]).toEqual([303, `${origin}/done`]);
    expect((await browser.open('/done')).words).toContain('You have confirmed to Northwind Energy');
  });

  test('needs no cookie and no earlier look', async () => {
    const { started, link, browser } = await mailLink();
    expect(browser.cookies.size).toBe(0);
    await browser.press(`${link}/confirm`);
    expect((await statusOf(started)).status).toBe('confirmed');
  });

  test('a second time is told that it was used, and confirms nothing again', async () => {
    const { started, link, browser } = await mailLink({ 'redirect-url': RETURN_URL });
    await browser.press(`${link}/confirm`);
    const first = await statusOf(started);
    for (const again of [browser, new CustomerBrowser(origin)]) {
      const pressed = await again.press(`${link}/confirm`);
      expect(pressed.status).toBe(409);
      expect(pressed.headers.location).toBeUndefined();
      expect((await again.open('/done')).words).toContain('This was already used');
    }
    expect(await statusOf(started)).toEqual(first);
    const page = await browser.open(link);
    expect(page.words).toContain('This was already used');
    expect(page.actions).not.toContain(`${new URL(link).pathname}/confirm`);
  });

  test('fifty times at once confirms once', { tags: 'postgres' }, async () => {
    const { started, link } = await mailLink({ 'redirect-url': RETURN_URL });
    const presses = await Promise.all(
      Array.from({ length: 50 }, () => new CustomerBrowser(origin).press(`${link}/confirm`)),
    );
    const statuses = presses.map(({ status }) => status).sort();
    expect(statuses).toEqual([303, ...Array<number>(49).fill(409)]);
    expect((await statusOf(started)).status).toBe('confirmed');
  });

  test('works for another organisation that asked by meter number', async () => {
    const household = await createHousehold(account);
    const asker = await client.createAccount({ 'display-name': 'Brightmeter' });
    const started = await startAcross(asker, household.mpxn, { method: 'magic-link' });
    const mail = await mailbox.waitForMail(household.email ?? '');
    expect(mail.subject).toContain('Brightmeter');
    const browser = new CustomerBrowser(origin);
    expect((await browser.open(linkIn(mail))).words).toContain('Brightmeter');
    await browser.press(`${linkIn(mail)}/confirm`);
    expect((await statusOf(started)).status).toBe('confirmed');
  });
});

describe.concurrent('a link token', () => {
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  /** The same token, wrong in one way. */
  function forgeries(token: string, tokenRef: string): [string, string][] {
    const [header = '', claims = '', signature = ''] = token.split('.');
    const flip = (text: string, at: number) =>
      `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    const read = (part: string) =>
      JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    const head = read(header);
    const body = read(claims);
    const signed = (by: string, content: string) =>
      `${content}.${createHmac('sha256', by).update(content).digest('base64url')}`;
    return [
      ['its header changed', `${flip(header, 4)}.${claims}.${signature}`],
      ['its claims changed', `${header}.${flip(claims, 12)}.${signature}`],
      ['its signature changed', `${header}.${claims}.${flip(signature, 3)}`],
      ['its signature cut', `${header}.${claims}.${signature.slice(0, -2)}`],
      ['no signature', `${header}.${claims}.`],
      ['a later end', `${header}.${base64({ ...body, exp: 9_999_999_999 })}.${signature}`],
      ['alg none', `${base64({ ...head, alg: 'none' })}.${claims}.`],
      ['alg none and its signature', `${base64({ ...head, alg: 'none' })}.${claims}.${signature}`],
      [
        'the algorithm of another family',
        `${base64({ ...head, alg: 'RS256' })}.${claims}.${signature}`,
      ],
      ['a key that does not exist', `${base64({ ...head, kid: 'x' })}.${claims}.${signature}`],
      ['no key', `${base64({ alg: 'HS256' })}.${claims}.${signature}`],
      ['a signature by an empty key', signed('', `${header}.${claims}`)],
      ['a signature by its own key id', signed(String(head.kid), `${header}.${claims}`)],
      ['its own claims alone', claims],
      ['the token-ref alone', tokenRef],
      ['something else altogether', 'x.y.z'],
    ];
  }

  test('with any part of it changed is a 404, looked at or pressed', async () => {
    const { started, link, browser } = await mailLink();
    const token = new URL(link).pathname.split('/').at(-1) ?? '';
    for (const [change, forged] of forgeries(token, started.tokenRef)) {
      const path = `/magic-link/${forged}`;
      expect((await browser.open(path)).status, change).toBe(404);
      expect((await browser.press(`${path}/confirm`)).status, change).toBe(404);
      expect((await browser.press(`${path}/decline`)).status, change).toBe(404);
    }
    expect(await statusOf(started)).toEqual(pendingStatus('magic-link'));
  });

  test('is not one that we signed for something else: a bearer, an ending', async () => {
    const { link, browser } = await mailLink();
    await browser.press(`${link}/confirm`);
    const ending = browser.cookies.get('dar-ending') ?? '';
    expect(ending.split('.')).toHaveLength(3);
    for (const token of [ending, await account.token()]) {
      expect((await browser.open(`/magic-link/${token}`)).status).toBe(404);
      expect((await browser.press(`/magic-link/${token}/confirm`)).status).toBe(404);
    }
  });

  test('is no bearer and no ending', async () => {
    const { link, browser } = await mailLink();
    const token = new URL(link).pathname.split('/').at(-1) ?? '';
    const answer = await client.call('GET', '/v1/self', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([401, 'AUTH002']);
    browser.cookies.set('dar-ending', token);
    expect((await browser.open('/done')).words).toContain('Nothing is waiting for you here');
  });
});

test('an anonymised record takes its open link with it', async () => {
  const { household, link, browser } = await mailLink();
  await account.call('DELETE', `/v1/identity-records/${household.ir}`);
  expect((await browser.press(`${link}/confirm`)).status).toBe(410);
});
