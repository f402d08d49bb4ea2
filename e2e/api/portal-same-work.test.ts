// Tables are locked from a second connection, which PostgreSQL alone takes.
// @module-tag postgres
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold, type Household } from '../../harness/callers/household';
import { whileLocked } from './support/lock-tables';
import { codeIn, otherCode } from '../../harness/callers/mailed';
import { askByEmail, typePortalCode } from './support/portal';

const { client, databaseUrl, mailbox, origin } = sharedRegister();

/** Where it stands who is known, and how. */
const PEOPLE = ['identity_records', 'credentials', 'holders', 'access_records'];
const PATIENCE_MS = 30_000;

/** What came of a request, or that it waits for something. */
function orWaits<Answer>(request: Promise<Answer>, patienceMs = PATIENCE_MS) {
  return Promise.race([request, sleep(patienceMs, 'waits' as const)]);
}

/**
 * A difference in time between known and unknown is measured badly by a clock, and never to the end. It
 * is shown here that there can be none: before proof no request reads who is known. All that could tell
 * is locked, and yet each is answered. The embedded database takes no second connection.
 */
describe.skipIf(databaseUrl === null)('while nobody can be looked up', () => {
  let northwind: ApiAccount;
  let home: Household;
  beforeAll(async () => {
    northwind = await client.createAccount();
    home = await createHousehold(northwind);
  });

  const locked = (work: () => Promise<void>) => whileLocked(databaseUrl ?? '', PEOPLE, work);

  async function expectAnswered(steps: (() => Promise<{ status: number }>)[]): Promise<void> {
    for (const step of steps) {
      const answer = await orWaits(step());
      expect(answer).toMatchObject({ status: expect.toBeOneOf([200, 303]) as number });
    }
  }

  test('a look-up waits: so the lock is one', async () => {
    await locked(async () => {
      const reading = northwind.call('GET', `/v1/identity-records/${home.ir}`);
      expect(await orWaits(reading, 500)).toBe('waits');
    });
  });

  test.each([
    ['a meter number', '/portal/sign-in/meter-point', () => ({ mpxn: home.mpxn })],
    ['an address', '/portal/sign-in/email', () => ({ email: home.email ?? '' })],
  ])('a known customer who types %s gets every answer up to the code', async (_, path, fields) => {
    const browser = new CustomerBrowser(origin);
    await locked(() =>
      expectAnswered([
        () => browser.open('/portal/sign-in'),
        () => browser.press(path, fields()),
        () => browser.open('/portal/sign-in'),
        () => browser.press('/portal/sign-in/mail'),
        () => browser.open('/portal/sign-in/code'),
        () => typePortalCode(browser, '000000'),
        () => browser.open('/portal/sign-in/code'),
      ]),
    );
  });

  test('so does a known customer whom a Data User’s link names', async () => {
    const browser = new CustomerBrowser(origin);
    const link = `/portal?ir=${home.ir}&return=https://northwind.example/return`;
    await locked(() =>
      expectAnswered([
        () => browser.open(link),
        () => browser.open('/portal/sign-in'),
        () => browser.press('/portal/sign-in/mail'),
        () => browser.open('/portal/sign-in/code'),
      ]),
    );
  });

  test('a wrong code is refused, though the mail went out', async () => {
    const browser = new CustomerBrowser(origin);
    const code = codeIn(await askByEmail(browser, mailbox, home.email ?? ''));
    await locked(() =>
      expectAnswered([
        () => typePortalCode(browser, otherCode(code)),
        () => browser.open('/portal/sign-in/code'),
      ]),
    );
  });
});
