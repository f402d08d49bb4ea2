import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator, type Deviation } from '../../harness/webauthn-authenticator';
import { auditOf } from './support/audit-events';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { ASSERT, REGISTER } from './support/enrolments';
import { createHousehold, credentialsOf } from '../../harness/callers/household';
import { answerOptions, complete, stepOf, usePasskey } from '../../harness/callers/passkey-page';
import { startOwn, statusOf } from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();
let account: ApiAccount;
beforeAll(async () => {
  account = await client.createAccount();
});

/** An enrolment page that was opened, and what a device would answer to it. */
async function enrolling(deviation: Deviation = {}) {
  const home = await createHousehold(account, { email: null });
  const started = await startOwn(home, REGISTER);
  const browser = new CustomerBrowser(origin);
  const device = new SoftwareAuthenticator({ origin });
  const response = answerOptions(device, await browser.open(started.page), deviation);
  return { home, started, browser, device, response };
}

type Change = (response: Record<string, unknown> & { response: Record<string, unknown> }) => void;

describe('an enrolment is taken from a browser', () => {
  const changes: [string, Change][] = [
    [
      'that names nine transports',
      (answer) => {
        answer.response['transports'] = ['internal', 'hybrid', 'a', 'b', 'c', 'd', 'e', 'f', 'g'];
      },
    ],
    [
      'that names no transports',
      (answer) => {
        answer.response['transports'] = null;
      },
    ],
    [
      'that leaves the transports out',
      (answer) => {
        delete answer.response['transports'];
      },
    ],
    [
      'that leaves the extension results out',
      (answer) => {
        delete answer['clientExtensionResults'];
      },
    ],
    [
      'that has null for the extension results',
      (answer) => {
        answer['clientExtensionResults'] = null;
      },
    ],
  ];
  test.each(changes)('%s', async (_which, change) => {
    const { home, started, browser, response } = await enrolling();
    const answer = structuredClone(response) as unknown as Parameters<Change>[0];
    change(answer);
    expect((await complete(browser, started.page, answer)).status).toBe(200);
    const [credential] = await credentialsOf(home);
    expect(['internal', 'hybrid']).toEqual(
      expect.arrayContaining(credential?.transports ?? ['missing']),
    );
  });
});

test('an empty user handle reads as none', async () => {
  const home = await enrolHousehold(account, origin, { email: null });
  const started = await startOwn(home, ASSERT);
  const done = await usePasskey(home.browser, home.device, started.page, { userHandle: '' });
  expect(done.status).toBe(200);
  expect(await statusOf(started)).toMatchObject({ status: 'confirmed' });
});

test('a key that no later assertion could use is refused when it is made', async () => {
  const { home, started, browser, response } = await enrolling({ algorithm: 'EdDSA-in-text' });
  const answer = await complete(browser, started.page, response);
  expect(answer.body).toEqual({ result: 'problem', problem: 'verification' });
  expect(await credentialsOf(home)).toEqual([]);
  // Nobody is asked for it: the page offers to make one that works.
  expect(stepOf(await browser.open(started.page))).toBe('enrol');
});

test.each([
  [1023, 200],
  [1024, 422],
])('a credential id of %i bytes is answered %i', async (idBytes, status) => {
  const { started, browser, response } = await enrolling({ idBytes });
  expect((await complete(browser, started.page, response)).status).toBe(status);
});

test.each([
  ['synced', false],
  ['device-bound', true],
] as const)(
  'a %s passkey that says of itself the other is refused and audited',
  async (kind, says) => {
    const home = await enrolHousehold(account, origin, { email: null, kind });
    const started = await startOwn(home, ASSERT);
    const answer = await usePasskey(home.browser, home.device, started.page, {
      backupEligible: says,
      backedUp: false,
      counter: 9,
    });
    expect(answer.body).toMatchObject({ result: 'problem', problem: 'verification' });
    expect((await statusOf(started)).status).toBe('pending');
    const event = { event_type: 'credential.backup-eligibility', account_id: account.id };
    expect((await auditOf(client.admin, event)).total).toBeGreaterThan(0);
  },
);

describe('a post of a page that is refused', () => {
  test('says so in words that a script can read, never by silence', async () => {
    const { browser } = await enrolling();
    const answer = await browser.post('/passkey/complete', { session: 7 });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ result: 'problem', problem: 'verification' });
  });
});
