import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { declineAfterProof } from './support/decline-after-proof';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { askForCode, proveByCode } from './support/email-proof';
import { createHousehold, RETURN_URL, type Household } from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { answerOptions, complete, fieldsOf, stepOf } from '../../harness/callers/passkey-page';
import { proposedConsent } from '../../harness/callers/proposal';
import {
  REIDENTIFY,
  startAcross,
  startOwn,
  statusOf,
} from '../../harness/callers/reidentification';

const { client, origin, mailbox } = sharedRegister();

const DECLINED = {
  status: 'expired',
  'confirmed-at': null,
  declined: true,
  'confirmed-by': null,
};

/** One more than the views of a session that may be open in all browsers together. */
const TOO_MANY_VIEWS = 26;

let account: ApiAccount;
let other: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  account = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  other = await client.createAccount();
});

const decline = (page: string, browser = customer.browser) =>
  browser.press('/passkey/decline', fieldsOf(page));

describe('declining on a passkey page', () => {
  const freshCustomer = async () => (customer = await enrolHousehold(account, origin));

  test('sends the customer back with dar-error and reads expired and declined', async () => {
    await freshCustomer();
    const started = await startOwn(customer, {
      method: 'passkey-assert',
      'passkey-return-url': RETURN_URL,
      state: 'a b',
    });
    const answer = await decline(started.page);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(`${RETURN_URL}?dar-error=declined&state=a+b`);
    expect(await statusOf(started)).toEqual({ method: 'passkey-assert', ...DECLINED });
  });

  test('ends on our own page without a return URL', async () => {
    await freshCustomer();
    const { page } = await startOwn(customer, { method: 'passkey-register' });
    const answer = await decline(page);
    expect([answer.status, answer.headers.location]).toEqual([303, `${origin}/done`]);
    expect((await customer.browser.open('/done')).words).toContain(
      'You do not recognise this request',
    );
  });

  test('is there too where the request is open in too many browsers', async () => {
    await freshCustomer();
    const started = await startOwn(customer, { method: 'passkey-assert' });
    for (let view = 0; view < TOO_MANY_VIEWS; view += 1) {
      await new CustomerBrowser(origin).open(started.page);
    }
    const page = await customer.browser.open(started.page);
    expect(page.words).toContain('This request is open in too many browsers');
    expect(page.text.match(/action="\/passkey\/decline"/g)).toHaveLength(2);
    expect((await decline(started.page)).status).toBe(303);
    expect(await statusOf(started)).toEqual({ method: 'passkey-assert', ...DECLINED });
  });

  test('is final: a right answer comes too late', async () => {
    await freshCustomer();
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const response = answerOptions(customer.device, await customer.browser.open(started.page));
    await decline(started.page);
    const late = await complete(customer.browser, started.page, response);
    expect(late.status).toBe(409);
    expect((await customer.browser.open('/done')).words).toContain(
      'You do not recognise this request',
    );
    expect(stepOf(await customer.browser.open(started.page))).toBe('ended');
    expect(await statusOf(started)).toMatchObject(DECLINED);
  });

  test('after a confirmation changes nothing and says that it was used', async () => {
    await freshCustomer();
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const response = answerOptions(customer.device, await customer.browser.open(started.page));
    await complete(customer.browser, started.page, response);
    const answer = await decline(started.page);
    expect(answer.status).toBe(409);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', declined: false });
  });

  test('twice is declined once, and said again', async () => {
    await freshCustomer();
    const { page } = await startOwn(customer, { method: 'passkey-assert' });
    expect((await decline(page)).status).toBe(303);
    expect((await decline(page)).headers.location).toBe(`${origin}/done`);
    expect((await customer.browser.open('/done')).words).toContain(
      'You do not recognise this request',
    );
  });

  test('of an unknown session is a 404', async () => {
    const page = `${origin}/passkey/assert?session=pks_000000000000000000000000`;
    expect((await decline(page, new CustomerBrowser(origin))).status).toBe(404);
  });

  test('makes no token that an access record could be linked by', async () => {
    await freshCustomer();
    const started = await startAcross(account, customer.mpxn, { method: 'passkey-assert' });
    await decline(started.page);
    const answer = await account.call('POST', '/v1/access-records', {
      ...contractBody(),
      'reidentification-token': started.tokenRef,
    });
    expect(answer.status).toBe(422);
  });
});

describe('declining behind a mailed link', () => {
  test('sends the customer back with dar-error, for good', async () => {
    const household = await createHousehold(account);
    const started = await startOwn(household, {
      method: 'magic-link',
      'redirect-url': RETURN_URL,
    });
    const link = linkIn(await mailbox.waitForMail(household.email ?? ''));
    const browser = new CustomerBrowser(origin);
    const answer = await browser.press(`${link}/decline`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe(`${RETURN_URL}?dar-error=declined`);
    expect(await statusOf(started)).toEqual({ method: 'magic-link', ...DECLINED });
    expect((await browser.press(`${link}/confirm`)).status).toBe(409);
    expect(await statusOf(started)).toMatchObject(DECLINED);
    const page = await browser.open(link);
    expect(page.actions.filter((action) => action.startsWith('/magic-link/'))).toEqual([]);
    expect(page.words).toContain('You do not recognise this request');
  });

  test('of a broken link is a 404', async () => {
    const browser = new CustomerBrowser(origin);
    expect((await browser.press('/magic-link/x.y.z/decline')).status).toBe(404);
  });
});

test(
  'of confirming and declining at once one counts, and both are told the same',
  { tags: 'postgres' },
  async () => {
    customer = await enrolHousehold(account, origin);
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const response = answerOptions(customer.device, await customer.browser.open(started.page));
    const [confirmed, declined] = await Promise.all([
      complete(customer.browser, started.page, response),
      decline(started.page, new CustomerBrowser(origin)),
    ]);
    const { status, declined: isDeclined } = await statusOf(started);
    expect(isDeclined).toBe(status === 'expired');
    expect(confirmed.status).toBe(isDeclined ? 409 : 200);
    expect(declined.status).toBe(isDeclined ? 303 : 409);
  },
);

/** Asks by a mailed link and declines behind it, as whoever has the mailbox. */
async function declineByMail(
  household: Household,
  count: number,
  proposal: JsonObject | null = null,
): Promise<void> {
  await startOwn(household, { method: 'magic-link', 'proposed-access': proposal });
  const mail = await mailbox.waitForMail(household.email ?? '', { where: isMagicLinkMail, count });
  const answer = await new CustomerBrowser(origin).press(`${linkIn(mail)}/decline`, {
    'declined-reason': 'refused',
  });
  if (answer.status !== 303) throw new Error(`not declined: ${answer.status} ${answer.text}`);
}

const askAgain = ({ owner, ir }: Household, method = 'passkey-register') =>
  owner.call('POST', `/v1/identity-records/${ir}/re-identify`, { method });

describe('three declines in a day from behind mailed links', () => {
  let paused: EnrolledHousehold;

  beforeAll(async () => {
    paused = await enrolHousehold(account, origin);
    for (let round = 1; round <= 3; round += 1) await declineByMail(paused, round);
  });

  test.each(['magic-link', 'passkey-assert', 'passkey-register'])(
    'pause %s of that organisation at that record, by meter number too',
    async (method) => {
      const across = await account.call('POST', REIDENTIFY, { mpxn: paused.mpxn, method });
      for (const answer of [await askAgain(paused, method), across]) {
        expect(answer.status).toBe(429);
        expect(answer.errors).toMatchObject([{ 'error-code': 'RATE001' }]);
        const wait = Number(answer.headers['retry-after']);
        expect(wait).toBeGreaterThan(86_400 - 600);
        expect(wait).toBeLessThanOrEqual(86_400);
      }
    },
  );

  test('do not pause another organisation', async () => {
    const started = await startAcross(other, paused.mpxn, { method: 'passkey-assert' });
    expect((await statusOf(started)).status).toBe('pending');
  });

  test("do not pause the organisation's other records", async () => {
    const neighbour = await createHousehold(account);
    expect((await startOwn(neighbour, { method: 'passkey-register' })).tokenRef).toMatch(/^mlr_/);
  });

  test('pause as well where each was a permission that was refused', async () => {
    const asked = await createHousehold(account);
    for (let round = 1; round <= 3; round += 1) {
      await declineByMail(asked, round, proposedConsent());
    }
    const proposal = { 'proposed-access': proposedConsent(), method: 'magic-link' };
    const path = `/v1/identity-records/${asked.ir}/re-identify`;
    expect((await account.call('POST', path, proposal)).status).toBe(429);
  });

  test('are three: two pause nothing', async () => {
    const twice = await createHousehold(account);
    for (let round = 1; round <= 2; round += 1) await declineByMail(twice, round);
    const third = await startOwn(twice, { method: 'passkey-register' });
    expect((await statusOf(third)).status).toBe('pending');
  });
});

describe('declines by whoever has the address of a passkey page', () => {
  test('pause nobody, however many there are', async () => {
    await expectUnpaused(await enrolHousehold(account, origin), async (household) => {
      const { page } = await startOwn(household, { method: 'passkey-assert' });
      return decline(page, new CustomerBrowser(origin));
    });
  });

  test('pause nobody where the customer proved something in another browser', async () => {
    await expectUnpaused(await createHousehold(other), async (household) => {
      const { page } = await startAcross(account, household.mpxn, { method: 'passkey-register' });
      await proveByCode(new CustomerBrowser(origin), mailbox, page, household.email ?? '');
      return decline(page, new CustomerBrowser(origin));
    });
  });

  /** Declines five times so, and asks once more. */
  async function expectUnpaused<Asked extends Household>(
    household: Asked,
    declineOne: (household: Asked) => ReturnType<typeof decline>,
  ): Promise<void> {
    for (let round = 0; round < 5; round += 1) {
      expect((await declineOne(household)).status).toBe(303);
    }
    const again = { mpxn: household.mpxn, method: 'passkey-register' };
    expect((await account.call('POST', REIDENTIFY, again)).status).toBe(200);
  }
});

describe('three declines in a day on a passkey page', () => {
  const ask = ({ mpxn }: Household) => startAcross(account, mpxn, { method: 'passkey-register' });
  const pausedAcross = async ({ mpxn }: Household) =>
    (await account.call('POST', REIDENTIFY, { mpxn, method: 'passkey-register' })).status;

  test('pause where the browser had proved the address', async () => {
    const household = await createHousehold(other);
    for (let round = 0; round < 3; round += 1) {
      const { page } = await ask(household);
      const browser = new CustomerBrowser(origin);
      await proveByCode(browser, mailbox, page, household.email ?? '');
      expect((await decline(page, browser)).status).toBe(303);
    }
    expect(await pausedAcross(household)).toBe(429);
  });

  test('pause where the browser had proved the passkey', async () => {
    const household = await enrolHousehold(other, origin);
    for (let round = 0; round < 3; round += 1) {
      await declineAfterProof(household, (await ask(household)).page);
    }
    expect(await pausedAcross(household)).toBe(429);
  });

  test('pause where they were made behind the mail that the page sent, on another device', async () => {
    const household = await createHousehold(other);
    for (let round = 0; round < 3; round += 1) {
      const { page } = await ask(household);
      const browser = new CustomerBrowser(origin);
      const mail = await askForCode(browser, mailbox, page, household.email ?? '');
      const declined = await new CustomerBrowser(origin).press(`${linkIn(mail)}/decline`);
      expect(declined.status).toBe(303);
    }
    expect(await pausedAcross(household)).toBe(429);
  });
});
