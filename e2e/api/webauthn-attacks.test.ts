import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator, type Deviation } from '../../harness/webauthn-authenticator';
import { createAttestationCertificate } from './support/attestation-certificate';
import type { Page } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { registerAgain, registerAttested } from './support/hand-made-registration';
import { createHousehold, credentialsOf } from '../../harness/callers/household';
import { answerOptions, complete, usePasskey } from '../../harness/callers/passkey-page';
import {
  pendingStatus,
  startOwn,
  statusOf,
  type Started,
} from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();
const EVIL = 'https://evil.example';
/** 32 bytes that nobody issued, and a holder that is not this one. */
const FOREIGN_BYTES = Buffer.alloc(32, 7).toString('base64url');

let account: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  account = await client.createAccount();
  customer = await enrolHousehold(account, origin);
});

const lies: [string, Deviation][] = [
  ['the user not verified', { userVerified: false }],
  ['the user not present', { userPresent: false }],
  ['another origin', { origin: EVIL }],
  ['our host on another port', { origin: 'http://localhost:1' }],
  ['our origin with a slash', { origin: `${origin}/` }],
  ['another RP ID', { rpId: 'evil.example' }],
  ['a subdomain of the RP ID', { rpId: 'id.localhost' }],
  ['a page framed by another site', { crossOrigin: true }],
  ['a page framed on another site', { crossOrigin: true, topOrigin: EVIL }],
  ['a top origin alone', { topOrigin: EVIL }],
];

/** A failed answer: refused so, its challenge gone, the session not. */
async function expectRefused(
  started: Started,
  page: Page,
  device: SoftwareAuthenticator,
  deviation: Deviation,
): Promise<void> {
  const browser = customer.browser;
  const refused = await complete(browser, started.page, answerOptions(device, page, deviation));
  expect(refused.status).toBe(422);
  expect(refused.body).toEqual({ result: 'problem', problem: 'verification' });
  expect(await statusOf(started)).toEqual(
    pendingStatus(started.page.includes('assert') ? 'passkey-assert' : 'passkey-register'),
  );
  const again = await complete(browser, started.page, answerOptions(device, page));
  expect(again.body).toEqual({ result: 'problem', problem: 'challenge' });
}

describe('an assertion that tells of', () => {
  test.each([
    ...lies,
    ['a registration instead', { type: 'webauthn.create' }],
    ['another holder', { userHandle: FOREIGN_BYTES }],
    ['a signature of something else', { breakSignature: true }],
  ] as [string, Deviation][])(
    '%s is refused, its challenge burned, the session not',
    async (_case, deviation) => {
      const started = await startOwn(customer, { method: 'passkey-assert' });
      const page = await customer.browser.open(started.page);
      await expectRefused(started, page, customer.device, deviation);
      const honest = await usePasskey(customer.browser, customer.device, started.page);
      expect(honest.status).toBe(200);
    },
  );

  test('an unknown passkey is refused and named, so that the device can forget it', async () => {
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const { requestOptions } = await customer.browser.open(started.page);
    if (!requestOptions) throw new Error('no options');
    const stranger = await enrolHousehold(account, origin, { email: null });
    const [credential] = await credentialsOf(stranger);
    const path = `/v1/identity-records/${stranger.ir}/credentials/${credential?.['credential-id']}`;
    expect((await account.call('DELETE', path)).status).toBe(204);
    const response = stranger.device.assert({ ...requestOptions, allowCredentials: [] });
    const answer = await complete(customer.browser, started.page, response);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      result: 'problem',
      problem: 'credential',
      unknownCredentialId: stranger.passkeyId,
    });
    expect((await statusOf(started)).status).toBe('pending');
  });

  test("another record's passkey is refused, and not called unknown", async () => {
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const { requestOptions } = await customer.browser.open(started.page);
    if (!requestOptions) throw new Error('no options');
    const stranger = await enrolHousehold(account, origin, { email: null });
    const response = stranger.device.assert({ ...requestOptions, allowCredentials: [] });
    const answer = await complete(customer.browser, started.page, response);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({ result: 'problem', problem: 'credential' });
    expect((await statusOf(started)).status).toBe('pending');
  });
});

describe('a registration that tells of', () => {
  test.each([
    ...lies,
    ['an assertion instead', { type: 'webauthn.get' }],
    ['an algorithm that was not offered', { algorithm: 'ES384' }],
  ] as [string, Deviation][])(
    '%s is refused, its challenge burned, the session not',
    async (_case, deviation) => {
      const household = await createHousehold(account, { email: null });
      const device = new SoftwareAuthenticator({ origin });
      const started = await startOwn(household, { method: 'passkey-register' });
      const page = await customer.browser.open(started.page);
      await expectRefused(started, page, device, deviation);
      expect(await credentialsOf(household)).toEqual([]);
      expect((await usePasskey(customer.browser, device, started.page)).status).toBe(200);
    },
  );

  test("a maker's certificate is refused, so that nothing of its sender's is ever fetched", async () => {
    const household = await createHousehold(account, { email: null });
    const device = new SoftwareAuthenticator({ origin });
    const { page } = await startOwn(household, { method: 'passkey-register' });
    const { creationOptions } = await customer.browser.open(page);
    if (!creationOptions) throw new Error('no options');
    device.register(creationOptions);
    const [passkey] = device.passkeys;
    if (!passkey) throw new Error('no passkey');
    const response = registerAttested(
      passkey,
      creationOptions,
      origin,
      createAttestationCertificate(),
    );
    const answer = await complete(customer.browser, page, response);
    expect(answer.body).toEqual({ result: 'problem', problem: 'verification' });
    expect(await credentialsOf(household)).toEqual([]);
  });

  test('a passkey that is enrolled already is refused, on the same record and on another', async () => {
    const other = await createHousehold(account, { email: null });
    const fresh = await enrolHousehold(account, origin, { email: null });
    const [passkey] = fresh.device.passkeys;
    if (!passkey) throw new Error('no passkey');
    const { page } = await startOwn(other, { method: 'passkey-register' });
    const { creationOptions } = await fresh.browser.open(page);
    if (!creationOptions) throw new Error('no options');
    const answer = await complete(
      fresh.browser,
      page,
      registerAgain(passkey, creationOptions, origin),
    );
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({ result: 'problem', problem: 'already-enrolled' });
    expect(await credentialsOf(other)).toEqual([]);

    const { page: ownPage } = await startOwn(fresh, { method: 'passkey-register' });
    await usePasskey(fresh.browser, fresh.device, `${ownPage}&way=new`);
    const view = await fresh.browser.open(`${ownPage}&way=new`);
    if (!view.creationOptions) throw new Error('no options');
    const again = registerAgain(passkey, view.creationOptions, origin);
    expect((await complete(fresh.browser, ownPage, again)).body.problem).toBe('already-enrolled');
    expect(await credentialsOf(fresh)).toHaveLength(1);
  });
});

describe('a counter that goes back', () => {
  test.each([2, 1, 0])('to %i from 2 is refused on a device-bound passkey', async (counter) => {
    const bound = await enrolHousehold(account, origin, { email: null, kind: 'device-bound' });
    const first = await startOwn(bound, { method: 'passkey-assert' });
    expect((await usePasskey(bound.browser, bound.device, first.page, { counter: 2 })).status).toBe(
      200,
    );
    const started = await startOwn(bound, { method: 'passkey-assert' });
    const cloned = await usePasskey(bound.browser, bound.device, started.page, { counter });
    expect(cloned.status).toBe(422);
    expect(cloned.body).toEqual({ result: 'problem', problem: 'counter' });
    expect((await statusOf(started)).status).toBe('pending');
    const grown = await usePasskey(bound.browser, bound.device, started.page, { counter: 3 });
    expect(grown.status).toBe(200);
  });

  test('is let pass on a synced passkey', async () => {
    const synced = await enrolHousehold(account, origin, { email: null, kind: 'synced' });
    for (const counter of [7, 3, 0]) {
      const { page } = await startOwn(synced, { method: 'passkey-assert' });
      const answer = await usePasskey(synced.browser, synced.device, page, { counter });
      expect(answer.status).toBe(200);
    }
  });
});
