// Counts are kept by statements that run at the same time.
// @module-tag postgres
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount, ApiAnswer, RegisterClient } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { openMailbox, type Mailbox } from '../../harness/mailbox';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { consentBody } from '../../harness/callers/access-record-body';
import { confirmProposal } from '../../harness/callers/confirmed-proposal';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { proposedConsent } from '../../harness/callers/proposal';
import { registerAccess } from '../../harness/callers/registered-access';
import { expectLimited } from './support/expect-limited';
import {
  createHousehold,
  credentialsOf,
  randomEmail,
  type Household,
} from '../../harness/callers/household';
import { usePasskey } from '../../harness/callers/passkey-page';
import { isSignInMail } from './support/portal';
import { startOwn, statusOf } from '../../harness/callers/reidentification';

const MINUTE_S = 60;
const HOUR_S = 3600;

/** At the limits of the contract, behind one proxy. */
let register: OwnRegister;
let client: RegisterClient;
let mail: FakeResend;
let mailbox: Mailbox;

beforeAll(async () => {
  mail = await startFakeResend();
  mailbox = openMailbox(mail.url);
  register = await startOwnRegister({
    name: 'mail-limits',
    env: { RATE_LIMIT_SCALE: '1', TRUSTED_PROXY_HOPS: '1', ...mail.env },
  });
  ({ client } = register);
});
afterAll(async () => {
  await register.stop();
  await mail.close();
});

const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index));
const statusesOf = (answers: ApiAnswer<unknown>[]) => answers.map(({ status }) => status);

/** A window begins with its first mail, so that its end is passed from there. */
async function pass(seconds: number): Promise<void> {
  await register.clock.advance(seconds * 1000);
}

const own = ({ owner, ir }: Household, method: string) =>
  owner.call('POST', `/v1/identity-records/${ir}/re-identify`, { method });
const across = (account: ApiAccount, { mpxn }: Household, method: string) =>
  account.call('POST', '/v1/identity-records/reidentify', { mpxn, method });

/** Uses up the five mails of a record. */
async function useUp(household: Household): Promise<void> {
  const answers = await Promise.all(times(5, () => own(household, 'magic-link')));
  expect(new Set(statusesOf(answers))).toEqual(new Set([200]));
}

describe('a refusal by a limit of mails', () => {
  it('spends none of the record where the address has had its own', async () => {
    const owner = await client.createAccount();
    const email = randomEmail();
    const [first, second, third] = await Promise.all(
      times(3, () => createHousehold(owner, { email })),
    );
    if (!first || !second || !third) throw new Error('not created');
    await useUp(first);
    await useUp(second);
    await pass(50 * MINUTE_S);
    for (let press = 0; press < 6; press += 1) {
      expectLimited(await own(third, 'magic-link'), 10, HOUR_S);
    }
    await pass(11 * MINUTE_S);
    expect((await own(third, 'magic-link')).status).toBe(200);
  });

  it('spends none of the started re-identifications, nor of the questions by meter number', async () => {
    const [owner, asker] = [await client.createAccount(), await client.createAccount()];
    const household = await createHousehold(owner);
    await useUp(household);
    for (let press = 0; press < 60; press += 1) {
      expectLimited(await across(asker, household, 'magic-link'), 5, HOUR_S);
    }
    expect((await across(asker, household, 'passkey-register')).status).toBe(200);
  });

  it('by a started re-identification spends no mail', async () => {
    const [owner, asker] = [await client.createAccount(), await client.createAccount()];
    const household = await createHousehold(owner);
    const started = times(20, () => across(asker, household, 'passkey-register'));
    expect(new Set(statusesOf(await Promise.all(started)))).toEqual(new Set([200]));
    for (let press = 0; press < 5; press += 1) {
      expectLimited(await across(asker, household, 'magic-link'), 20, HOUR_S);
    }
    await useUp(household);
  });
});

describe('a notice of a new passkey', () => {
  it('counts when the passkey is made, not when its enrolment is started', async () => {
    const owner = await client.createAccount();
    const household = await createHousehold(owner);
    const started = await Promise.all(times(8, () => own(household, 'passkey-register')));
    expect(new Set(statusesOf(started))).toEqual(new Set([200]));
    await useUp(household);
    expectLimited(await own(household, 'passkey-register'), 5, HOUR_S);
  });

  it('counts as a mail of the record, and of its address', async () => {
    const owner = await client.createAccount();
    const email = randomEmail();
    const enrolled = await enrolHousehold(owner, register.origin, { email });
    const answers = await Promise.all(times(4, () => own(enrolled, 'magic-link')));
    expect(new Set(statusesOf(answers))).toEqual(new Set([200]));
    expectLimited(await own(enrolled, 'magic-link'), 5, HOUR_S);
    const second = await createHousehold(owner, { email });
    await useUp(second);
    const third = await createHousehold(owner, { email });
    expectLimited(await own(third, 'magic-link'), 10, HOUR_S);
  });

  it('that is over the limit keeps the passkey from being stored, and an hour later it is', async () => {
    const owner = await client.createAccount();
    const household = await createHousehold(owner);
    const started = await startOwn(household, { method: 'passkey-register' });
    await useUp(household);
    const browser = new CustomerBrowser(register.origin);
    const device = new SoftwareAuthenticator({ origin: register.origin });
    const refused = await usePasskey(browser, device, started.page);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ result: 'problem', problem: 'mails-spent' });
    expect(refused.body.unknownCredentialId).toMatch(/^[\w-]+$/);
    expect(await credentialsOf(household)).toEqual([]);
    expect(await statusOf(started)).toMatchObject({ status: 'pending' });
    await pass(HOUR_S);
    const again = await startOwn(household, { method: 'passkey-register' });
    expect((await usePasskey(browser, device, again.page)).status).toBe(200);
    expect(await credentialsOf(household)).toHaveLength(1);
  });
});

describe('sign-in mails of the portal', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const isLeftOut = () => register.logs().match(/sign-in mail left out: limit/g)?.length ?? 0;

  async function ask(email: string): Promise<void> {
    const browser = new CustomerBrowser(register.origin);
    await browser.open('/portal/sign-in');
    await browser.press('/portal/sign-in/email', { email }, from('203.0.113.9'));
  }
  const arrived = async (email: string) =>
    (await mailbox.mailsTo(email)).filter(isSignInMail).length;

  it('come although Data Users have used up the mails of record and address', async () => {
    const owner = await client.createAccount();
    const email = randomEmail();
    await useUp(await createHousehold(owner, { email }));
    await useUp(await createHousehold(owner, { email }));
    await ask(email);
    await mailbox.waitForMail(email, { where: isSignInMail });
  });

  it('are five an hour for a mailbox, and leave the mails of Data Users alone', async () => {
    const owner = await client.createAccount();
    const household = await createHousehold(owner);
    const email = household.email ?? '';
    const before = isLeftOut();
    for (let press = 0; press < 6; press += 1) await ask(email);
    await expect.poll(isLeftOut, { timeout: 30_000 }).toBe(before + 1);
    await expect.poll(() => arrived(email), { timeout: 30_000 }).toBe(5);
    await useUp(household);
    await pass(HOUR_S);
    await ask(email);
    await expect.poll(() => arrived(email), { timeout: 30_000 }).toBe(6);
  });
});

describe('a consent that its customer confirmed', () => {
  it('is told ten times an hour, whatever else is used up, and registered beyond that', async () => {
    const owner = await client.createAccount();
    const household = await enrolHousehold(owner, register.origin);
    await Promise.all(times(5, () => own(household, 'magic-link')));
    expect((await own(household, 'magic-link')).status).toBe(429);
    const registerConfirmed = async () => {
      const { tokenRef } = await confirmProposal(household, proposedConsent());
      return registerAccess(owner, {
        ...consentBody(household.ir),
        'confirmation-token': tokenRef,
      });
    };
    const told = async () => {
      const mails = await mailbox.mailsTo(household.email ?? '');
      return mails.filter(({ subject }) => subject.includes('Your permission was registered'));
    };
    for (let count = 0; count < 10; count += 1) await registerConfirmed();
    await expect.poll(async () => (await told()).length).toBe(10);
    await registerConfirmed();
    await pass(HOUR_S);
    await registerConfirmed();
    // The eleventh would have come before it.
    await expect.poll(async () => (await told()).length).toBe(11);
    expect(await told()).toHaveLength(11);
  });
});
