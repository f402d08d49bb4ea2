import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import {
  answerOptions,
  complete,
  refreshOptions,
  usePasskey,
} from '../../harness/callers/passkey-page';
import { startOwn, statusOf } from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();
/** 32 bytes that nobody issued. */
const FOREIGN_BYTES = Buffer.alloc(32, 7).toString('base64url');

let account: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  account = await client.createAccount({ 'display-name': 'Northwind Energy' });
  customer = await enrolHousehold(account, origin);
});

describe('a challenge', () => {
  test('is good for one answer, a right one included', async () => {
    const first = await startOwn(customer, { method: 'passkey-assert' });
    const response = answerOptions(customer.device, await customer.browser.open(first.page));
    expect((await complete(customer.browser, first.page, response)).status).toBe(200);
    const second = await startOwn(customer, { method: 'passkey-assert' });
    const replay = await complete(customer.browser, second.page, response);
    expect(replay.status).toBe(422);
    expect(replay.body).toEqual({ result: 'problem', problem: 'challenge' });
    expect((await statusOf(second)).status).toBe('pending');
  });

  test('of another session is refused, and stays good in its own', async () => {
    const first = await startOwn(customer, { method: 'passkey-assert' });
    const second = await startOwn(customer, { method: 'passkey-assert' });
    const response = answerOptions(customer.device, await customer.browser.open(first.page));
    const foreign = await complete(customer.browser, second.page, response);
    expect(foreign.body).toEqual({ result: 'problem', problem: 'challenge' });
    expect((await complete(customer.browser, first.page, response)).status).toBe(200);
    expect((await statusOf(second)).status).toBe('pending');
  });

  test('that nobody issued is refused', async () => {
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const answer = await usePasskey(customer.browser, customer.device, started.page, {
      challenge: FOREIGN_BYTES,
    });
    expect(answer.body).toEqual({ result: 'problem', problem: 'challenge' });
  });

  test('is refused from another browser, and not burned by that', async () => {
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const response = answerOptions(customer.device, await customer.browser.open(started.page));
    const stranger = new CustomerBrowser(origin);
    await stranger.open(started.page);
    for (const browser of [stranger, new CustomerBrowser(origin)]) {
      const answer = await complete(browser, started.page, response);
      expect(answer.status).toBe(422);
      expect(answer.body).toEqual({ result: 'problem', problem: 'challenge' });
    }
    expect((await complete(customer.browser, started.page, response)).status).toBe(200);
  });

  test('made for an enrolment takes no assertion', async () => {
    const fresh = await enrolHousehold(account, origin, { email: null });
    const { page } = await startOwn(fresh, { method: 'passkey-register' });
    await usePasskey(fresh.browser, fresh.device, `${page}&way=new`);
    const { creationOptions } = await fresh.browser.open(`${page}&way=new`);
    const challenge = creationOptions?.challenge ?? '';
    const response = fresh.device.assert({ challenge, rpId: 'localhost' });
    const answer = await complete(fresh.browser, page, response);
    expect(answer.body).toEqual({ result: 'problem', problem: 'challenge' });
  });

  test('made for proving a passkey does not end the ceremony', async () => {
    const fresh = await enrolHousehold(account, origin, { email: null });
    const started = await startOwn(fresh, { method: 'passkey-register' });
    const proved = await usePasskey(fresh.browser, fresh.device, `${started.page}&way=new`);
    expect(proved.body).toEqual({ result: 'next' });
    expect((await statusOf(started)).status).toBe('pending');
  });
});

describe('open views', () => {
  test('of one browser are five at most; a sixth closes the oldest', async () => {
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const answers = [];
    for (let view = 0; view < 6; view += 1) {
      answers.push(answerOptions(customer.device, await customer.browser.open(started.page)));
    }
    const [oldest, second] = answers;
    const refused = await complete(customer.browser, started.page, oldest);
    expect(refused.body).toEqual({ result: 'problem', problem: 'challenge' });
    expect((await complete(customer.browser, started.page, second)).status).toBe(200);
  });

  test('of one session are bounded, and another browser never closes mine', async () => {
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const mine = answerOptions(customer.device, await customer.browser.open(started.page));
    const crowd = [];
    for (let count = 0; count < 30; count += 1) {
      crowd.push(await new CustomerBrowser(origin).open(started.page));
    }
    const withChallenge = crowd.filter(({ requestOptions }) => requestOptions !== null);
    expect(withChallenge.length).toBeLessThan(30);
    const turnedAway = crowd.at(-1);
    expect(turnedAway?.status).toBe(200);
    expect(turnedAway?.words).toContain('Northwind Energy');
    expect((await refreshOptions(new CustomerBrowser(origin), started.page)).result).toBe('reload');
    expect((await complete(customer.browser, started.page, mine)).status).toBe(200);
  });
});
