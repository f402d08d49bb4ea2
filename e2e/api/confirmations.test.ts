import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser, type PasskeyOptions } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, credentialsOf } from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import {
  allowedIds,
  answerOptions,
  complete,
  fieldsOf,
  stepOf,
  usePasskey,
  withWay,
} from '../../harness/callers/passkey-page';
import {
  proposedConsent,
  proposedContract,
  type ProposedAnswer,
} from '../../harness/callers/proposal';
import {
  startAcross,
  startOwn,
  statusOf,
  type Started,
} from '../../harness/callers/reidentification';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';

const { client, origin, mailbox } = sharedRegister();

let account: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  account = await client.createAccount();
  customer = await enrolHousehold(account, origin);
});

const asserting = (proposal: JsonObject | null) =>
  startOwn(customer, { method: 'passkey-assert', 'proposed-access': proposal });

async function digestOf(started: Started): Promise<string | null> {
  const answer = await started.account.call<ProposedAnswer>('GET', started.statusPath);
  return answer.body['proposal-digest'];
}

function challengeOf({ requestOptions, creationOptions }: PasskeyOptions): Buffer {
  return Buffer.from(requestOptions?.challenge ?? creationOptions?.challenge ?? '', 'base64url');
}

/** What stands in a challenge behind its 32 random bytes. */
const boundIn = (options: PasskeyOptions) =>
  challengeOf(options).subarray(32).toString('base64url');

describe('the challenge', () => {
  test.each([
    ['a consent', proposedConsent()],
    ['another basis', proposedContract()],
  ])(
    'of an assertion that confirms %s ends in the digest of the proposal',
    async (_what, proposal) => {
      const started = await asserting(proposal);
      const first = await customer.browser.open(started.page);
      const second = await customer.browser.open(started.page);
      expect(challengeOf(first)).toHaveLength(64);
      expect(boundIn(first)).toBe(await digestOf(started));
      expect(boundIn(second)).toBe(boundIn(first));
      expect(challengeOf(second).subarray(0, 32)).not.toEqual(challengeOf(first).subarray(0, 32));
    },
  );

  test('of an assertion without a proposal is 32 bytes', async () => {
    const started = await asserting(null);
    expect(challengeOf(await customer.browser.open(started.page))).toHaveLength(32);
  });

  test('of an offer to use the passkey that exists ends in the digest, that of a proof before a new one does not', async () => {
    const fields = { method: 'passkey-register', 'proposed-access': proposedConsent() };
    const started = await startOwn(customer, fields);
    expect(boundIn(await customer.browser.open(started.page))).toBe(await digestOf(started));
    const proving = await customer.browser.open(withWay(started.page, 'new'));
    expect([stepOf(proving), challengeOf(proving).length]).toEqual(['assert', 32]);
  });

  test('with the digest of another proposal is not taken', async () => {
    const [narrow, wide] = [
      await asserting(proposedConsent()),
      await asserting(proposedConsent({ 'data-types': ['HH-CONSUMPTION', 'HH-EXPORT'] })),
    ];
    const shown = await customer.browser.open(narrow.page);
    const random = challengeOf(shown).subarray(0, 32);
    const swapped = Buffer.concat([
      random,
      Buffer.from((await digestOf(wide)) ?? '', 'base64url'),
    ]).toString('base64url');
    const forged = answerOptions(customer.device, shown, { challenge: swapped });
    for (const { page } of [narrow, wide]) {
      const answer = await complete(customer.browser, page, forged);
      expect(answer.body).toMatchObject({ result: 'problem', problem: 'challenge' });
    }
    // What was signed for the narrow one confirms nothing wider.
    const signed = answerOptions(customer.device, await customer.browser.open(narrow.page));
    const answer = await complete(customer.browser, wide.page, signed);
    expect(answer.body).toMatchObject({ result: 'problem', problem: 'challenge' });
    expect((await statusOf(wide)).status).toBe('pending');
  });
});

describe('a passkey that is made for a consent', () => {
  async function enrolling(proposal: JsonObject | null) {
    const household = await createHousehold(account);
    const browser = new CustomerBrowser(origin);
    const device = new SoftwareAuthenticator({ origin });
    const fields = { method: 'passkey-register', 'proposed-access': proposal };
    const started = await startOwn(household, fields);
    return { household, browser, device, started };
  }

  test('confirms nothing until it is asked once more', async () => {
    const { household, browser, device, started } = await enrolling(proposedConsent());
    const making = await browser.open(started.page);
    expect([stepOf(making), challengeOf(making).length]).toEqual(['enrol', 32]);
    const made = await complete(browser, started.page, answerOptions(device, making));
    expect(made.body).toEqual({ result: 'next' });
    expect((await statusOf(started)).status).toBe('pending');
    expect(await credentialsOf(household)).toHaveLength(1);

    const asking = await browser.open(started.page);
    expect(stepOf(asking)).toBe('assert');
    expect(allowedIds(asking)).toEqual([device.passkeys[0]?.id]);
    expect(boundIn(asking)).toBe(await digestOf(started));
    const done = await complete(browser, started.page, answerOptions(device, asking));
    expect(done.body.result).toBe('done');
    expect(await statusOf(started)).toMatchObject({
      status: 'confirmed',
      'confirmed-by': 'passkey-register',
      assurance: 'proven',
    });
  });

  test('cannot confirm by being made again, nor can another that is made meanwhile', async () => {
    const { household, browser, device, started } = await enrolling(proposedConsent());
    const [making, meanwhile] = [
      await browser.open(started.page),
      await browser.open(started.page),
    ];
    const attestation = answerOptions(device, making);
    await complete(browser, started.page, attestation);
    const again = await complete(browser, started.page, attestation);
    expect(again.body).toMatchObject({ result: 'problem', problem: 'challenge' });
    const other = answerOptions(new SoftwareAuthenticator({ origin }), meanwhile);
    const second = await complete(browser, started.page, other);
    expect(second.body).toMatchObject({
      problem: 'already-enrolled',
      unknownCredentialId: other.id,
    });
    expect((await statusOf(started)).status).toBe('pending');
    expect(await credentialsOf(household)).toHaveLength(1);
  });

  test('on trust, by whoever sits at the browser, stays unproven when it is asked once more', async () => {
    const household = await createHousehold(account, { email: null });
    const browser = new CustomerBrowser(origin);
    const device = new SoftwareAuthenticator({ origin });
    const stranger = await client.createAccount();
    const started = await startAcross(stranger, household.mpxn, {
      method: 'passkey-register',
      'proposed-access': proposedConsent(),
    });
    await usePasskey(browser, device, started.page);
    await usePasskey(browser, device, started.page);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'unproven' });
  });

  test.each([
    ['another basis', proposedContract()],
    ['no proposal', null],
  ])('for %s confirms at once', async (_what, proposal) => {
    const { browser, device, started } = await enrolling(proposal);
    const done = await usePasskey(browser, device, started.page);
    expect(done.body.result).toBe('done');
    expect((await statusOf(started)).status).toBe('confirmed');
  });
});

interface Declined {
  declined: boolean;
  status: string;
  'declined-reason': string | null;
}

const declinedOf = async ({ account: asker, statusPath }: Started) => {
  const { body } = await asker.call<Declined>('GET', statusPath);
  const { declined, status, 'declined-reason': reason } = body;
  return { declined, status, reason };
};

describe('declining', () => {
  test.each([
    ['a consent with "Don’t allow" is a refusal', proposedConsent(), 'refused', 'refused'],
    ['a consent with "I don’t recognise this" is not', proposedConsent(), 'not-recognised', 'not-recognised'],
    ['a consent with no word is not', proposedConsent(), '', 'not-recognised'],
    ['what asks for no permission with an ordinary no is a refusal', proposedContract(), 'refused', 'refused'],
    ['what proposes nothing with an ordinary no is a refusal', null, 'refused', 'refused'],
  ])('%s', async (_what, proposal, sent, reason) => {
    const household = await enrolHousehold(account, origin);
    const fields = { method: 'passkey-assert', 'proposed-access': proposal };
    const started = await startOwn(household, fields);
    await household.browser.press('/passkey/decline', {
      ...fieldsOf(started.page),
      'declined-reason': sent,
    });
    expect(await declinedOf(started)).toEqual({ declined: true, status: 'expired', reason });
  }); // prettier-ignore

  test('behind a mailed link says why too', async () => {
    const household = await createHousehold(account);
    const fields = { method: 'magic-link', 'proposed-access': proposedConsent() };
    const started = await startOwn(household, fields);
    const mail = await mailbox.waitForMail(household.email ?? '', { where: isMagicLinkMail });
    const browser = new CustomerBrowser(origin);
    await browser.open(linkIn(mail));
    await browser.press(`${linkIn(mail)}/decline`, { 'declined-reason': 'refused' });
    const refused = { declined: true, status: 'expired', reason: 'refused' };
    expect(await declinedOf(started)).toEqual(refused);
  });

  test('a permission leaves the customer’s identity to be asked for', async () => {
    const household = await enrolHousehold(account, origin);
    const start = (proposal: JsonObject | null) =>
      startOwn(household, { method: 'passkey-assert', 'proposed-access': proposal });
    const [permission, identity] = [await start(proposedConsent()), await start(null)];
    await household.browser.press('/passkey/decline', {
      ...fieldsOf(permission.page),
      'declined-reason': 'refused',
    });
    const done = await usePasskey(household.browser, household.device, identity.page);
    expect(done.status).toBe(200);
    expect((await statusOf(identity)).status).toBe('confirmed');
  });
});
