import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import en from '@/app/messages/en.json';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { freePort } from '../../harness/free-port';
import type { HttpAnswer } from '../../harness/http-request';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  startFakeIssuers,
  type FakeIssuer,
  type FakeIssuers,
  type IssuerWays,
} from './support/fake-issuer';
import { signHs256 } from './support/hand-made-jwt';
import { randomMpxn } from '../../harness/callers/household';
import { client, faultyAnswers, faultyIssuers } from './support/issuer-faults';
import type { IssuerKey } from './support/issuer-keys';
import { isSignedOut } from './support/portal';
import { failureLine, type Failure, type LogLine } from './support/supplier-failures';
import { goToSupplier, pressSupplier } from './support/supplier-sign-in';

const mpxn = randomMpxn();

let issuers: FakeIssuers;
let register: OwnRegister;
let gridco: FakeIssuer;
let hmac: FakeIssuer;

beforeAll(async () => {
  issuers = await startFakeIssuers();
  gridco = issuers.add('gridco', { algorithm: 'ES256', client });
  const offered = ['none', 'HS256', 'RS256'];
  const metadata = { id_token_signing_alg_values_supported: offered };
  hmac = issuers.add('hmac', { algorithm: 'RS256', client, metadata });
  const nowhere = `http://localhost:${await freePort()}`;
  const addresses = faultyIssuers.map(([id, , ways]) => {
    const { issuer } = issuers.add(id, { algorithm: 'ES256', client, ...ways });
    const known: Record<string, string> = {
      closed: nowhere,
      slash: `${issuer}/`,
      letters: issuer.replace('localhost', 'LOCALHOST'),
    };
    return [id, known[id] ?? issuer];
  });
  const suppliers = [[gridco.id, gridco.issuer], [hmac.id, hmac.issuer], ...addresses];
  const settings = suppliers.map(([id = '', issuer]) => ({
    ...{ id, name: id, issuer, 'client-id': CLIENT_ID, 'client-secret': CLIENT_SECRET },
    'mpxn-claim': 'meter_points',
  }));
  register = await startOwnRegister({
    name: 'portal-supplier-failures',
    env: { RATE_LIMIT_SCALE: '1000', SUPPLIERS: JSON.stringify(settings) },
  });
});
afterAll(async () => {
  await issuers.close();
  await register.stop();
});

const asSecret = (key: IssuerKey) =>
  Buffer.from(key.pair.publicKey.export({ type: 'spki', format: 'pem' }));

/** Expects the sentence for the customer, the line for the operator, and nothing opened. */
async function expectRefused(
  { browser, answer }: { browser: CustomerBrowser; answer: HttpAnswer },
  [supplier, failure, detail]: [string, Failure, LogLine],
): Promise<void> {
  expect(await failureLine(register, answer)).toMatchObject({ supplier, failure, ...detail });
  const { location } = answer.headers;
  expect(location).toContain(`problem=supplier-${failure}`);
  const page = await browser.open(location ?? '');
  expect(page.words).toContain(en.portal.signIn.supplierProblems[failure]);
  expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
}

/** Goes out and comes back to an issuer with these ways, `query` changed in the address. */
async function comeBack(
  issuer: FakeIssuer,
  ways: Partial<IssuerWays>,
  query: Record<string, string | null> = {},
) {
  issuer.behave({ ...ways, claims: { meter_points: mpxn, ...ways.claims } });
  const browser = new CustomerBrowser(register.origin);
  const address = await goToSupplier(browser, issuer.id);
  return { browser, answer: await browser.open(issuer.agree(address, query)) };
}

describe('an answer of an energy supplier', () => {
  test.each(faultyAnswers)('%s is refused, told to the customer and logged', async (...given) => {
    const [, ways, failure, detail] = given;
    const visit = await comeBack(gridco, ways);
    await expectRefused(visit, ['gridco', failure, detail]);
  });

  test.each([
    ['ahead', 300],
    ['behind', -300],
  ])('is logged with how far the clock is %s', async (_, clockOffS) => {
    const { answer } = await comeBack(gridco, { clockOffS });
    const off = Number((await failureLine(register, answer))['seconds-off']);
    expect(Math.abs(off - clockOffS)).toBeLessThan(30);
  });

  test('is refused where its public key is taken for a secret, though the issuer offers that', async () => {
    const idToken: IssuerWays['idToken'] = (claims, key) =>
      signHs256({ alg: 'HS256', kid: key.kid }, claims, asSecret(key));
    const metadata = { id_token_signing_alg_values_supported: ['none', 'HS256', 'RS256'] };
    const visit = await comeBack(hmac, { metadata, idToken });
    const detail = { received: 'HS256', accepted: 'RS256' };
    await expectRefused(visit, ['hmac', 'algorithm', detail]);
  });

  test('about another customer than the token is refused', async () => {
    const ways = { userinfo: { sub: 'another', meter_points: mpxn } };
    // What an issuer says of itself is kept for an hour: a failure has it asked anew.
    await comeBack(gridco, { claims: { aud: 'somebody else' } });
    const visit = await comeBack(gridco, ways);
    const detail = { claim: 'sub', reason: 'userinfo' };
    await expectRefused(visit, ['gridco', 'not-for-us', detail]);
  });

  test.each<[string, Record<string, string | null>, Failure, LogLine]>([
    [
      'names another issuer',
      { iss: 'https://elsewhere.example' },
      'issuer',
      { received: 'https://elsewhere.example' },
    ],
    ['names no issuer', { iss: null }, 'issuer', { received: 'none' }],
    [
      'says that the customer stopped',
      { code: null, error: 'access_denied' },
      'stopped',
      { error: 'access_denied' },
    ],
    [
      'says that the supplier is busy',
      { code: null, error: 'temporarily_unavailable' },
      'out-of-order',
      {},
    ],
    [
      'says that the register may not ask',
      { code: null, error: 'unauthorized_client' },
      'register-refused',
      {},
    ],
    ['has no code', { code: null }, 'unreadable', {}],
    [
      'has an error of a name that programs know',
      { code: null, error: 'constructor' },
      'stopped',
      { error: 'constructor' },
    ],
    [
      'has an error of any kind',
      { code: null, error: 'x y\nz' },
      'stopped',
      { error: 'none that is known' },
    ],
  ])('whose address %s opens nothing', async (_, query, failure, detail) => {
    const visit = await comeBack(gridco, {}, query);
    await expectRefused(visit, ['gridco', failure, detail]);
    expect(gridco.asked.map(({ address }) => address)).not.toContain('token');
  });
});

describe('an energy supplier', () => {
  test.each(faultyIssuers)(
    '(%s) that %s is not gone to',
    async (id, _what, _ways, failure, detail) => {
      const browser = new CustomerBrowser(register.origin);
      const answer = await pressSupplier(browser, id);
      await expectRefused({ browser, answer }, [id, failure, detail]);
    },
  );

  test('that the register does not know has no way back, which is said in words', async () => {
    const page = await new CustomerBrowser(register.origin).open(
      '/portal/supplier/callback/nobody?code=x&state=y',
    );
    expect(page.status).toBe(404);
    expect(page.words).toContain('This page does not exist');
  });
});

describe('what customer and operator are told', () => {
  test('has a sentence of its own for each kind of failure', () => {
    const sentences = Object.values(en.portal.signIn.supplierProblems);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test('holds nothing of the customer, no code, no token and no secret', async () => {
    const { browser, answer } = await comeBack(gridco, { claims: { aud: 'somebody else' } });
    const codes = gridco.asked.flatMap(({ form }) => [form.get('code'), form.get('code_verifier')]);
    const secrets = [mpxn, 'a customer', CLIENT_SECRET, browser.cookies.get('dar-browser')];
    const page = await browser.open(answer.headers.location ?? '');
    const held = [...codes, ...secrets].filter((value) => value != null && value.length > 5);
    expect(held.length).toBeGreaterThan(5);
    for (const value of held) {
      expect(register.logs()).not.toContain(value);
      expect(page.words).not.toContain(value);
    }
  });
});
