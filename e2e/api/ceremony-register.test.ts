import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import {
  createHousehold,
  credentialsOf,
  randomEmail,
  randomMpxn,
  RETURN_URL,
} from '../../harness/callers/household';
import {
  answerOptions,
  complete,
  stepOf,
  usePasskey,
  withWay,
} from '../../harness/callers/passkey-page';
import {
  startOwn,
  statusOf,
  type InitiatingAnswer,
  type Started,
} from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();
const URL_WITH_QUERY = 'https://northwind.example/return?b=2&a=%2F%20x&c=+&d&e=';

let account: ApiAccount;

beforeAll(async () => {
  account = await client.createAccount({ 'redirect-urls': [RETURN_URL, URL_WITH_QUERY] });
});

const newDevice = () => new SoftwareAuthenticator({ origin });

interface CreatedAnswer {
  ir: string;
  'passkey-registration-redirect': InitiatingAnswer['passkey'];
}

async function createWithEnrolment(fields = {}): Promise<Started & { mpxn: string }> {
  const mpxn = randomMpxn();
  const answer = await account.call<CreatedAnswer>('POST', '/v1/identity-records', {
    'pii-principal': { mpxn, 'move-in-date': '2024-03-01' },
    'expressed-by': 'data-subject',
    email: randomEmail(),
    'initiate-passkey-registration': true,
    ...fields,
  });
  expect(answer.status).toBe(201);
  const redirect = answer.body['passkey-registration-redirect'];
  if (!redirect) throw new Error('no redirect');
  const tokenRef = redirect['token-ref'];
  const statusPath = `/v1/identity-records/${answer.body.ir}/re-identify/${tokenRef}`;
  return { account, tokenRef, page: redirect['redirect-url'], statusPath, mpxn };
}

describe('an enrolment that was asked for with the record', () => {
  test('makes the passkey, confirms and goes back with the query and state unchanged', async () => {
    const started = await createWithEnrolment({
      'passkey-return-url': URL_WITH_QUERY,
      state: 'a b&c=d#é',
    });
    const done = await usePasskey(new CustomerBrowser(origin), newDevice(), started.page);
    expect(done.status).toBe(200);
    const location = done.body.location ?? '';
    expect(location.startsWith(`${URL_WITH_QUERY}&dar-passkey-token=${started.tokenRef}&`)).toBe(
      true,
    );
    expect(new URL(location).searchParams.get('state')).toBe('a b&c=d#é');
    expect(await statusOf(started)).toMatchObject({
      method: 'passkey-register',
      status: 'confirmed',
      'confirmed-by': 'passkey-register',
      assurance: 'proven',
    });
  });

  test('ends on our own page without a return URL', async () => {
    const { page, mpxn } = await createWithEnrolment();
    const browser = new CustomerBrowser(origin);
    const done = await usePasskey(browser, newDevice(), page);
    expect(done.body.location).toBe(`${origin}/done`);
    const { words } = await browser.open('/done');
    expect(words).toContain('You have confirmed to Northwind Energy');
    expect(words).toContain(`ending ${mpxn.slice(-4)}`);
  });

  test('is no part of the answer when it was not asked for', async () => {
    const answer = await account.call<CreatedAnswer>('POST', '/v1/identity-records', {
      'pii-principal': { mpxn: randomMpxn(), 'move-in-date': '2024-03-01' },
      'expressed-by': 'data-subject',
    });
    expect(answer.body['passkey-registration-redirect']).toBeNull();
  });

  test('is refused for a return URL that is not registered, and no record is made', async () => {
    const mpxn = randomMpxn();
    const answer = await account.call('POST', '/v1/identity-records', {
      'pii-principal': { mpxn, 'move-in-date': '2024-03-01' },
      'expressed-by': 'data-subject',
      'initiate-passkey-registration': true,
      'passkey-return-url': 'https://northwind.example/other',
    });
    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([{ 'error-code': 'VAL001', field: 'passkey-return-url' }]);
    const found = await account.call('GET', `/v1/identity-records?mpxn=${mpxn}`);
    expect(found.body['identity-records']).toEqual([]);
  });
});

describe('the options', () => {
  test('ask for a discoverable passkey, verification, no attestation and three algorithms', async () => {
    const { page } = await createWithEnrolment();
    const { creationOptions, requestOptions } = await new CustomerBrowser(origin).open(page);
    expect(requestOptions).toBeNull();
    expect(creationOptions).toMatchObject({
      rp: { id: 'localhost', name: 'Central Access Register' },
      attestation: 'none',
      timeout: 300_000,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [],
    });
    expect(creationOptions?.pubKeyCredParams.map(({ alg }) => alg)).toEqual([-7, -8, -257]);
    expect(Buffer.from(creationOptions?.challenge ?? '', 'base64url')).toHaveLength(32);
  });

  test('name the meter point by its ending and the person by nothing', async () => {
    const { page, mpxn } = await createWithEnrolment({ email: 'jane.doe@example.com' });
    const view = await new CustomerBrowser(origin).open(page);
    const name = `Meter ending ${mpxn.slice(-4)}`;
    const user = view.creationOptions?.user;
    expect(user).toMatchObject({ name, displayName: name });
    const handle = Buffer.from(user?.id ?? '', 'base64url');
    expect(handle.length).toBeGreaterThanOrEqual(16);
    for (const secret of [mpxn, 'jane.doe@example.com', 'ir_']) {
      expect(view.text).not.toContain(secret);
      expect(handle.includes(secret)).toBe(false);
    }
  });

  test('give one person one user handle and two people two', async () => {
    const handleOf = async (page: string) =>
      (await new CustomerBrowser(origin).open(page)).creationOptions?.user.id;
    const household = await createHousehold(account);
    const first = await startOwn(household, { method: 'passkey-register' });
    const second = await startOwn(household, { method: 'passkey-register' });
    const other = await createWithEnrolment();
    expect(await handleOf(second.page)).toBe(await handleOf(first.page));
    expect(await handleOf(other.page)).not.toBe(await handleOf(first.page));
  });

  test('exclude the passkeys that the record has', async () => {
    const customer = await enrolHousehold(account, origin, { email: null });
    const { page } = await startOwn(customer, { method: 'passkey-register' });
    const proved = await usePasskey(customer.browser, customer.device, withWay(page, 'new'));
    expect(proved.body).toEqual({ result: 'next' });
    const view = await customer.browser.open(withWay(page, 'new'));
    expect(stepOf(view)).toBe('enrol');
    expect(view.creationOptions?.excludeCredentials?.map(({ id }) => id)).toEqual([
      customer.passkeyId,
    ]);
  });
});

test.each(['ES256', 'EdDSA', 'RS256'] as const)(
  'a passkey of the algorithm %s can be made and used',
  async (algorithm) => {
    const household = await createHousehold(account, { email: null });
    const browser = new CustomerBrowser(origin);
    const device = newDevice();
    const enrolled = await startOwn(household, { method: 'passkey-register' });
    expect((await usePasskey(browser, device, enrolled.page, { algorithm })).status).toBe(200);
    const asserted = await startOwn(household, { method: 'passkey-assert' });
    expect((await usePasskey(browser, device, asserted.page)).status).toBe(200);
  },
);

test('the owner sees the passkey, and no key material', async () => {
  const synced = await enrolHousehold(account, origin, { email: null, kind: 'synced' });
  const bound = await enrolHousehold(account, origin, { email: null, kind: 'device-bound' });
  expect(await credentialsOf(synced)).toEqual([
    {
      'credential-id': expect.stringMatching(/^cred_[0-9a-f]{24}$/) as string,
      'registered-at': expect.stringMatching(/Z$/) as string,
      transports: ['internal', 'hybrid'],
      'last-used-at': null,
      name: null,
      'backed-up': true,
    },
  ]);
  expect(await credentialsOf(bound)).toMatchObject([{ 'backed-up': false }]);
});

test('of twenty enrolments at once one is stored and one wins', { tags: 'postgres' }, async () => {
  const household = await createHousehold(account, { email: null });
  const started = await startOwn(household, { method: 'passkey-register' });
  const answers = [];
  for (let count = 0; count < 20; count += 1) {
    const browser = new CustomerBrowser(origin);
    const response = answerOptions(newDevice(), await browser.open(started.page));
    answers.push({ browser, response });
  }
  const outcomes = await Promise.all(
    answers.map(({ browser, response }) => complete(browser, started.page, response)),
  );
  const statuses = outcomes.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array<number>(19).fill(409)]);
  expect(await credentialsOf(household)).toHaveLength(1);
});
