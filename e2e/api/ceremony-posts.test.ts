import { beforeAll, describe, expect, test } from 'vitest';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { answerOptions, complete, fieldsOf } from '../../harness/callers/passkey-page';
import { pendingStatus, startOwn, statusOf } from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();
const FORMS = ['/passkey/decline', '/passkey/email', '/passkey/code', '/passkey/finish'];
const SCRIPTS = ['/passkey/complete', '/passkey/challenge'];

let customer: EnrolledHousehold;

beforeAll(async () => {
  customer = await enrolHousehold(await client.createAccount(), origin);
});

const start = () => startOwn(customer, { method: 'passkey-assert' });

describe('a post that no page of ours sent', () => {
  test.each([...FORMS, '/magic-link/x/confirm', '/magic-link/x/decline'])(
    'to %s is refused',
    async (path) => {
      const { page } = await start();
      const foreign: Record<string, string>[] = [
        { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
        { origin: 'http://localhost:1', 'sec-fetch-site': 'same-origin' },
        { origin: 'null', 'sec-fetch-site': 'cross-site' },
        { origin: 'null' },
      ];
      for (const headers of foreign) {
        const answer = await customer.browser.press(path, fieldsOf(page), headers);
        expect(answer.status).toBe(403);
      }
    },
  );

  test.each(FORMS)('to %s gives the browser no other id than the one it has', async (path) => {
    const { page } = await start();
    for (const origin of ['https://evil.example', customer.browser.origin]) {
      const withoutCookie = new CustomerBrowser(customer.browser.origin);
      await withoutCookie.press(path, fieldsOf(page), { origin });
      expect([...withoutCookie.cookies.keys()]).not.toContain('dar-browser');
    }
  });

  test('does not decline', async () => {
    const started = await start();
    await customer.browser.press('/passkey/decline', fieldsOf(started.page), {
      origin: 'https://evil.example',
    });
    expect(await statusOf(started)).toEqual(pendingStatus('passkey-assert'));
  });

  test('burns no challenge', async () => {
    const { page } = await start();
    const response = answerOptions(customer.device, await customer.browser.open(page));
    const stranger = new CustomerBrowser('https://evil.example');
    for (const [name, value] of customer.browser.cookies) stranger.cookies.set(name, value);
    const { session, kind } = fieldsOf(page);
    const body = { session, kind, response };
    const refused = await stranger.post(`${origin}/passkey/complete`, body);
    expect(refused.status).toBe(403);
    expect((await complete(customer.browser, page, response)).status).toBe(200);
  });
});

describe('a body that makes no sense', () => {
  const session = 'pks_000000000000000000000000';
  const shaped = (response: unknown) => JSON.stringify({ session, kind: 'assert', response });
  const part = (member: string, value: unknown) => ({
    id: 'AA',
    rawId: 'AA',
    type: 'public-key',
    response: {
      clientDataJSON: 'AA',
      authenticatorData: 'AA',
      signature: 'AA',
      ...{ [member]: value },
    },
  });

  test.each([
    ['nothing', ''],
    ['half an object', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['a text', '"x"'],
    ['a NUL', '{"session":"\\u0000"}'],
    ['a lone surrogate', '{"session":"\\ud800","kind":"assert"}'],
    ['a number for the session', '{"session":1,"kind":"assert","response":{}}'],
    ['no response', shaped(null)],
    ['an empty response', shaped({})],
    ['client data that is no JSON', shaped(part('clientDataJSON', 'AAAA'))],
    ['client data that is null', shaped(part('clientDataJSON', 'bnVsbA'))],
    ['a list for the signature', shaped(part('signature', []))],
    ['an attestation that is no CBOR', shaped(part('attestationObject', '____'))],
    ['depth without end', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ])('%s is answered, not failed on', async (_case, body) => {
    for (const path of SCRIPTS) {
      const { status, text } = await customer.browser.post(path, body);
      expect([200, 400, 404], `${path}: ${text}`).toContain(status);
      expect(text).not.toMatch(/at .+\(|SELECT|node_modules/);
    }
  });

  test('inside a live session it is answered, and the session lives on', async () => {
    const started = await start();
    const { session: live, kind } = fieldsOf(started.page);
    for (const clientData of [
      'null',
      '{}',
      '[]',
      '{"challenge":5}',
      '{"challenge":"\\u0000"}',
      '"x"',
    ]) {
      const response = part('clientDataJSON', Buffer.from(clientData).toString('base64url'));
      const answer = await customer.browser.post('/passkey/complete', {
        session: live,
        kind,
        response,
      });
      expect([400, 422]).toContain(answer.status);
    }
    const view = await customer.browser.open(started.page);
    const garbled = answerOptions(customer.device, view);
    const response = { ...garbled.response, authenticatorData: 'AA', signature: 'AA' };
    const answer = await complete(customer.browser, started.page, { ...garbled, response });
    expect(answer.status).toBe(422);
    expect(await statusOf(started)).toEqual(pendingStatus('passkey-assert'));
  });

  test.each(FORMS)('in a form to %s is answered, not failed on', async (path) => {
    const types = [
      'application/x-www-form-urlencoded',
      'application/json',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'text/plain',
    ];
    for (const type of types) {
      const answer = await customer.browser.press(
        path,
        { '%': '%zz', session },
        { 'content-type': type },
      );
      expect([303, 400, 404, 415], `${type}: ${answer.text}`).toContain(answer.status);
    }
  });

  test.each(FORMS)('with a NUL in a form to %s is refused in words', async (path) => {
    const answer = await customer.browser.press(path, { session, code: 'a\0b' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Nothing was done');
  });

  test('larger than 256 KiB is a 413', async () => {
    for (const path of [...FORMS, ...SCRIPTS]) {
      const answer = await customer.browser.press(path, { session: 'x'.repeat(300_000) });
      expect(answer.status).toBe(413);
    }
  });

  test.each([...FORMS, ...SCRIPTS])('is no GET of %s', async (path) => {
    const answer = await customer.browser.open(path);
    expect([404, 405]).toContain(answer.status);
  });
});
