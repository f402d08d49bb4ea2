import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold } from '../../harness/callers/household';
import { registerConsent } from '../../harness/callers/registered-access';
import { readJwt } from './support/hand-made-jwt';
import {
  forgeReceipt,
  isGenuine,
  ownReceipt,
  publishedKeys,
  readReceipt,
  receiptDigest,
} from './support/receipts';

const PATH = '/receipts/issued';

let register: OwnRegister;
let file: string;

type Key = Record<string, string>;
const readRing = () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, Key[]>;
const writeReceiptKeys = (keys: Key[]) =>
  writeFileSync(file, JSON.stringify({ ...readRing(), receipt: keys }));
const receiptKeys = () => readRing()['receipt'] ?? [];

beforeAll(async () => {
  // Behind one proxy, so that a test can come from an address of its own.
  const env = { TRUSTED_PROXY_HOPS: '1' };
  register = await startOwnRegister({ name: 'receipt-keys', env });
  file = path.join(register.dataDir, 'keys.json');
});
afterAll(() => register.stop());

/** What the page that checks receipts asks, from a browser at that address. */
function ask(question: unknown, address: string, headers: Record<string, string> = {}) {
  const browser = new CustomerBrowser(register.origin);
  return browser.post(PATH, question, { 'x-forwarded-for': address, ...headers });
}

async function isIssued(jws: string): Promise<boolean> {
  const { record } = (await readReceipt(register.origin, jws)).claims;
  const question = { record: record.record_header['record_id'], digest: receiptDigest(jws) };
  return ((await ask(question, '192.0.2.1')).body as { issued: boolean }).issued;
}

it('stays published with its end once it is replaced, and leaked is marked: what it signed is then told by the audit', async () => {
  const home = await createHousehold(await register.client.createAccount());
  const ak = await registerConsent(home);
  const { receipt } = await ownReceipt(home.owner, ak);
  const [first] = receiptKeys();
  if (!first) throw new Error('the ring has no receipt key');

  const replacedAt = new Date();
  const second = {
    id: 'second-key',
    secret: randomBytes(32).toString('base64url'),
    'active-from': replacedAt.toISOString(),
  };
  writeReceiptKeys([first, second]);
  await expect
    .poll(async () => (await ownReceipt(home.owner, ak)).receipt, { timeout: 10_000 })
    .toSatisfy((jws: string) => readJwt(jws).header['kid'] === 'second-key');
  expect(await publishedKeys(register.origin)).toMatchObject([
    { kid: first['id'], exp: Math.floor(replacedAt.getTime() / 1000) },
    { kid: 'second-key' },
  ]);
  expect(await isGenuine(register.origin, receipt)).toBe(true);

  const forged = await forgeReceipt(register.origin, receipt, first['secret'] ?? '');
  expect(await isGenuine(register.origin, forged)).toBe(true);
  const revokedAt = new Date();
  writeReceiptKeys([{ ...first, 'revoked-at': revokedAt.toISOString() }, second]);
  await expect
    .poll(async () => (await publishedKeys(register.origin))[0], { timeout: 10_000 })
    .toMatchObject({
      kid: first['id'],
      revoked: { revoked_at: Math.floor(revokedAt.getTime() / 1000), reason: 'compromised' },
    });
  expect(await isIssued(receipt)).toBe(true);
  expect(await isIssued(forged)).toBe(false);
  // What it signed after it was out counts neither, even where the audit has it.
  writeReceiptKeys([{ ...first, 'revoked-at': '2026-01-01T00:00:00.000Z' }, second]);
  await expect.poll(() => isIssued(receipt), { timeout: 10_000 }).toBe(false);
});

describe('the question whether a receipt was issued', () => {
  const unknown = { record: '0'.repeat(32), digest: 'A'.repeat(43) };

  it.each([
    ['nothing', unknown],
    ['what is no id', { record: 'x', digest: 'y' }],
    ['nothing at all', { record: '', digest: '' }],
  ])('about %s is answered no', async (_what, question) => {
    const { status, body } = await ask(question, '192.0.2.2');
    expect([status, body]).toEqual([200, { issued: false }]);
  });

  it.each([[{}], [{ record: 1, digest: 2 }], ['record']])(
    'that is none (%j) is a 400, with the id that the log knows it by',
    async (question) => {
      const { status, headers } = await ask(question, '192.0.2.2');
      expect([status, headers['x-transaction-id']]).toEqual([
        400,
        expect.stringMatching(/^tid_[0-9a-f]{24}$/),
      ]);
    },
  );

  it('is taken from the page that checks receipts alone, and never from an address', async () => {
    expect((await ask(unknown, '192.0.2.2', { origin: 'https://evil.example' })).status).toBe(403);
    const query = new URLSearchParams(unknown).toString();
    expect((await new CustomerBrowser(register.origin).open(`${PATH}?${query}`)).status).toBe(405);
  });

  it('may be asked 100 times an hour from an address, and from another one all the same', async () => {
    const statusOf = async (address: string) => (await ask(unknown, address)).status;
    const statuses: number[] = [];
    for (let time = 0; time < 100; time += 1) statuses.push(await statusOf('192.0.2.3'));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await ask(unknown, '192.0.2.3');
    expect([refused.status, refused.body]).toMatchObject([429, { problem: 'busy' }]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await statusOf('192.0.2.4')).toBe(200);
    await register.clock.advance(61 * 60_000);
    expect(await statusOf('192.0.2.3')).toBe(200);
  });
});
