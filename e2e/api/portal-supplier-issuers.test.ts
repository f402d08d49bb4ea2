import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { createKeyPair } from '../../harness/key-pair';
import type { ClientAuthentication } from './support/client-authentication';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  startFakeIssuers,
  type FakeIssuer,
  type FakeIssuers,
  type IssuerWays,
} from './support/fake-issuer';
import { randomMpxn } from '../../harness/callers/household';
import { signingAlgorithms } from './support/issuer-keys';
import { openRecords } from './support/portal';
import { goToSupplier, signInAt } from './support/supplier-sign-in';

const HOUR_MS = 3_600_000;

const withSecret = (method: 'client_secret_basic' | 'client_secret_post') =>
  ({ method, id: CLIENT_ID, secret: CLIENT_SECRET }) as const;
const basic = withSecret('client_secret_basic');
const post = withSecret('client_secret_post');

let issuers: FakeIssuers;
let register: OwnRegister;
const settings: object[] = [];
const known = new Map<string, FakeIssuer>();

/** An issuer, and what the register is told of it. */
function add(id: string, ways: Partial<IssuerWays> = {}, setting: object = {}): void {
  const issuer = issuers.add(id, { algorithm: 'ES256', client: basic, ...ways });
  known.set(id, issuer);
  const secret = 'client-key' in setting ? {} : { 'client-secret': CLIENT_SECRET };
  const { issuer: address } = issuer;
  settings.push({
    ...{ id, name: id, issuer: address, 'client-id': CLIENT_ID, 'mpxn-claim': 'meter_points' },
    ...secret,
    ...setting,
  });
}

/** A client key as the settings hold it, and as its issuer knows it. */
function keyClient(
  kind: 'P-256' | 'RSA-2048' | 'Ed25519',
  algorithm: string,
  format: 'jwk' | 'pem',
): { client: ClientAuthentication; setting: object } {
  const pair = createKeyPair(kind);
  const kid = format === 'jwk' ? { kid: 'key of the register' } : {};
  const key =
    format === 'jwk'
      ? { ...pair.privateKey.export({ format: 'jwk' }), ...kid }
      : pair.privateKey.export({ format: 'pem', type: 'pkcs8' });
  const client = {
    method: 'private_key_jwt',
    id: CLIENT_ID,
    key: pair.publicKey,
    algorithm,
  } as const;
  return {
    client: { ...client, ...kid },
    setting: { 'client-key': key, 'token-endpoint-auth-method': 'private_key_jwt' },
  };
}

const keyClients = [
  ['key-ec', keyClient('P-256', 'ES256', 'jwk'), {}],
  ['key-ed', keyClient('Ed25519', 'EdDSA', 'pem'), {}],
  ['key-rsa', keyClient('RSA-2048', 'RS256', 'pem'), {}],
  [
    'key-pss',
    keyClient('RSA-2048', 'PS256', 'jwk'),
    { token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256'] },
  ],
] as const;

const bothSecrets = ['client_secret_post', 'client_secret_basic', 'private_key_jwt'];

beforeAll(async () => {
  issuers = await startFakeIssuers();
  for (const algorithm of signingAlgorithms) add(algorithm.toLowerCase(), { algorithm });
  add('no-algorithms', { algorithm: 'RS256' });
  add('post', { client: post });
  add('both', { metadata: { token_endpoint_auth_methods_supported: bothSecrets } });
  add('silent', { metadata: { token_endpoint_auth_methods_supported: undefined } });
  add(
    'chosen',
    { client: post, metadata: { token_endpoint_auth_methods_supported: bothSecrets } },
    { 'token-endpoint-auth-method': 'client_secret_post' },
  );
  for (const [id, { client, setting }, metadata] of keyClients)
    add(id, { client, metadata }, setting);
  for (const id of ['clock', 'info', 'rotated', 'kept', 'unsaid']) add(id);
  register = await startOwnRegister({
    name: 'portal-supplier-issuers',
    env: { RATE_LIMIT_SCALE: '1000', SUPPLIERS: JSON.stringify(settings) },
  });
});
afterAll(async () => {
  await issuers.close();
  await register.stop();
});

function issuerOf(id: string, ways: Partial<IssuerWays> = {}): FakeIssuer {
  const issuer = known.get(id);
  if (!issuer) throw new Error(`no issuer ${id}`);
  issuer.behave(ways);
  return issuer;
}

/** Signs in and expects to see the meter point that the issuer names. */
async function expectSignedIn(issuer: FakeIssuer, mpxn: string): Promise<void> {
  const browser = new CustomerBrowser(register.origin);
  const back = await signInAt(browser, issuer);
  expect(back.headers.location).toBeUndefined();
  expect((await openRecords(browser)).words).toContain(mpxn);
}

async function expectTaken(id: string, ways: Partial<IssuerWays> = {}): Promise<FakeIssuer> {
  const mpxn = randomMpxn();
  const issuer = issuerOf(id, ways);
  issuer.behave({ ...ways, claims: { meter_points: mpxn, ...ways.claims } });
  await expectSignedIn(issuer, mpxn);
  return issuer;
}

describe('an energy supplier', () => {
  test.each(signingAlgorithms)('may sign with %s', async (algorithm) => {
    await expectTaken(algorithm.toLowerCase());
  });

  test('that says nothing of algorithms signs with RS256', async () => {
    await expectTaken('no-algorithms', {
      metadata: { id_token_signing_alg_values_supported: undefined },
    });
  });

  test.each([
    ['offers both by HTTP Basic', 'both'],
    ['does not say how by HTTP Basic', 'silent'],
    ['offers it in the form alone so', 'post'],
    ['offers both as the settings say', 'chosen'],
  ])('is shown the secret where it %s', async (_, id) => {
    await expectTaken(id);
  });

  test.each(keyClients.map(([id]) => id))(
    'may know the register by a key instead of a secret (%s)',
    async (id) => {
      const issuer = await expectTaken(id);
      const { form } = issuer.asked.find(({ address }) => address === 'token') ?? {};
      expect(form?.get('client_assertion')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    },
  );

  test('is asked with a challenge of PKCE, and shown what it was made of', async () => {
    const mpxn = randomMpxn();
    const issuer = issuerOf('both', { claims: { meter_points: mpxn } });
    const browser = new CustomerBrowser(register.origin);
    const address = await goToSupplier(browser, 'both');
    const asked = new URL(address).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('scope')).toBe('openid');
    for (const name of ['state', 'nonce']) expect(asked.get(name)?.length).toBeGreaterThan(40);
    await browser.open(issuer.agree(address));
    const form = issuer.asked.find(({ address: at }) => at === 'token')?.form;
    const verifier = form?.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    expect(challenge).toBe(asked.get('code_challenge'));
    expect((await openRecords(browser)).status).toBe(200);
  });

  test.each([
    ['ahead', { clockOffS: 30 }],
    ['behind, of tokens that live ten seconds', { clockOffS: -30, tokenLifetimeS: 10 }],
  ])('may have a clock that is 30 seconds %s', async (_, ways) => {
    await expectTaken('clock', ways);
  });

  test('may name the meter point where it is asked about the customer', async () => {
    const mpxn = randomMpxn();
    const issuer = issuerOf('info', { userinfo: { sub: 'a customer', meter_points: [mpxn] } });
    await expectSignedIn(issuer, mpxn);
  });

  test('need not say who it is beside its answer where it does not offer that', async () => {
    const mpxn = randomMpxn();
    const issuer = issuerOf('unsaid', {
      claims: { meter_points: mpxn },
      metadata: { authorization_response_iss_parameter_supported: undefined },
    });
    const browser = new CustomerBrowser(register.origin);
    await browser.open(issuer.agree(await goToSupplier(browser, 'unsaid'), { iss: null }));
    expect((await openRecords(browser)).words).toContain(mpxn);
  });

  test('may change its key at any time', async () => {
    await expectTaken('rotated');
    const issuer = issuerOf('rotated');
    issuer.key = issuer.newKey('second');
    await expectTaken('rotated');
  });

  test('is asked about itself once an hour', async () => {
    const asked = (issuer: FakeIssuer) =>
      issuer.asked.filter(({ address }) => address === 'metadata').length;
    expect(asked(await expectTaken('kept'))).toBe(1);
    expect(asked(await expectTaken('kept'))).toBe(0);
    await register.clock.advance(HOUR_MS);
    expect(asked(await expectTaken('kept', { clockOffS: HOUR_MS / 1000 }))).toBe(1);
    await register.clock.reset();
  });
});
