import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { forwardRegister, sharedRegister, type OwnRegister } from '../../harness/api-context';
import { leadsTo, openDashboard, shownSecret } from './support/console';
import type { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, credentialsOf, type Household } from '../../harness/callers/household';
import { usePasskey } from '../../harness/callers/passkey-page';
import { registerConsent, revoke } from '../../harness/callers/registered-access';
import { createHook } from './support/webhooks';

const { client, origin } = sharedRegister();
const MINUTE_MS = 60_000;

let northwind: ApiAccount;
let browser: CustomerBrowser;
beforeAll(async () => {
  northwind = await client.createAccount();
  browser = await openDashboard(origin, northwind);
});

const FIND = '/dashboard/identity-records';

async function look(fields: Record<string, string>): Promise<string[]> {
  const answer = await browser.press(`${FIND}/find`, fields);
  expect(answer.headers.location).toBe(`${origin}${FIND}`);
  const page = await browser.open(FIND);
  return page.links.filter((link) => link.startsWith(`${FIND}/ir_`));
}

describe('looking a customer up', () => {
  test('works by meter point, by e-mail, and by both, and leaves neither in an address', async () => {
    const home = await createHousehold(northwind);
    const email = home.email ?? '';
    const own = [`${FIND}/${home.ir}`];
    expect(await look({ mpxn: home.mpxn, email: '' })).toEqual(own);
    expect(await look({ mpxn: '', email: ` ${email} ` })).toEqual(own);
    expect(await look({ mpxn: home.mpxn, email })).toEqual(own);
    expect(await look({ mpxn: home.mpxn, email: 'somebody.else@example.com' })).toEqual([]);
    const page = await browser.open(FIND);
    expect(page.links.join(' ')).not.toContain(home.mpxn);
  });

  test('never finds another Data User’s record', async () => {
    const theirs = await createHousehold(await client.createAccount());
    expect(await look({ mpxn: theirs.mpxn })).toEqual([]);
    expect(await look({ email: theirs.email ?? '' })).toEqual([]);
  });

  test('says what is wrong with what was typed, and keeps it', async () => {
    await browser.press(`${FIND}/find`, { mpxn: 'OIQ', email: 'no address' });
    const page = await browser.open(FIND);
    expect(page.words).toContain('mpxn: must be an MPAN or MPRN');
    expect(page.words).toContain('email: must be one plain e-mail address');
    expect(page.text).toContain('value="OIQ"');
    await browser.press(`${FIND}/find`, {});
    expect((await browser.open(FIND)).words).toContain('or email is required');
  });
});

describe('a re-identification', () => {
  test('by passkey is started, answered with a link to hand on, and turns confirmed', async () => {
    const home = await enrolHousehold(northwind, origin);
    const path = `${FIND}/${home.ir}`;
    const answer = await browser.press(`${path}/re-identify`, { method: 'passkey-assert' });
    const watch = leadsTo(answer);
    expect(watch).toMatch(new RegExp(`^${path}/re-identifications/mlr_[0-9a-f]{24}$`));
    const pending = await browser.open(watch);
    expect(pending.words).toContain('Pending');
    const link = /https?:\/\/[^\s<]*\/passkey\/assert\?session=pks_[0-9a-f]{24}/.exec(
      pending.words,
    );
    expect((await usePasskey(home.browser, home.device, link?.[0] ?? '')).status).toBe(200);
    const confirmed = await browser.open(watch);
    expect(confirmed.words).toContain('Confirmed');
    expect(confirmed.words).not.toContain('pks_');
    expect((await browser.open(path)).links).toContain(watch);
  });

  test('by mail says where the mail goes, masked', async () => {
    const home = await createHousehold(northwind);
    const answer = await browser.press(`${FIND}/${home.ir}/re-identify`, { method: 'magic-link' });
    const page = await browser.open(leadsTo(answer));
    expect(page.words).toMatch(/A mail goes to c\*+\w@example\.com/);
    expect(page.words).not.toContain(home.email ?? 'none');
  });

  test('that is not possible says why on the record’s page', async () => {
    const home = await createHousehold(northwind, { email: null });
    const path = `${FIND}/${home.ir}`;
    for (const [fields, words] of [
      [{ method: 'magic-link' }, 'No e-mail is stored on this record.'],
      [{ method: 'passkey-assert' }, 'No passkey is registered on this record.'],
      [{ method: 'guess' }, 'method: must be one of'],
      [
        { method: 'passkey-register', 'return-url': 'https://evil.example/' },
        'must be exactly one of the redirect URLs',
      ],
    ] as const) {
      expect(leadsTo(await browser.press(`${path}/re-identify`, fields))).toBe(path);
      expect((await browser.open(path)).words).toContain(words);
    }
  });
});

test('a passkey is removed after a page that says what that means', async () => {
  const home = await enrolHousehold(northwind, origin);
  const [credential] = await credentialsOf(home);
  const path = `${FIND}/${home.ir}/credentials/${credential?.['credential-id'] ?? ''}/remove`;
  expect((await browser.open(`${FIND}/${home.ir}`)).links).toContain(path);
  expect((await browser.open(path)).words).toContain('What this means');
  expect(await credentialsOf(home)).toHaveLength(1);
  await browser.press(`${path}/confirm`);
  expect(await credentialsOf(home)).toEqual([]);
});

describe('anonymising', () => {
  test('is explained and refused while an access is active, and done once none is', async () => {
    const home: Household = await createHousehold(northwind);
    const path = `${FIND}/${home.ir}/anonymise`;
    const ak = await registerConsent(home);
    const blocked = await browser.open(path);
    expect(blocked.words).toContain('Active now: 1 of yours, 0 of other organisations');
    expect(blocked.actions).not.toContain(`${path}/confirm`);
    expect(leadsTo(await browser.press(`${path}/confirm`))).toBe(path);
    expect((await browser.open(path)).words).toContain('is ACTIVE');
    await revoke(northwind, ak);
    expect((await browser.open(path)).actions).toContain(`${path}/confirm`);
    expect(leadsTo(await browser.press(`${path}/confirm`))).toBe(`${FIND}/${home.ir}`);
    const page = await browser.open(`${FIND}/${home.ir}`);
    expect(page.words).toContain('The record is anonymised.');
    expect(page.text).not.toContain(home.mpxn);
    expect(leadsTo(await browser.open(path))).toBe(`${FIND}/${home.ir}`);
  });
});

describe('sensitive steps', () => {
  let register: OwnRegister;
  beforeAll(async () => {
    register = await forwardRegister();
  });

  test('want a proof not older than five minutes, and then lead back', async () => {
    const account = await register.client.createAccount();
    const home = await createHousehold(account);
    const mine = await openDashboard(register.origin, account);
    const page = `${FIND}/${home.ir}/anonymise`;
    const { wid } = await createHook(account, 'https://northwind.invalid/sensitive');
    const hook = `/dashboard/webhooks/${wid}`;
    const sensitive = [
      [page, `${page}/confirm`],
      ['/dashboard/settings/rotate-secret', '/dashboard/settings/rotate-secret/confirm'],
      [`${hook}/rotate`, `${hook}/rotate/confirm`],
    ] as const;
    await register.clock.advance(6 * MINUTE_MS);
    for (const [step, action] of sensitive) {
      const prove = `/dashboard/prove?next=${encodeURIComponent(step)}`;
      expect(leadsTo(await mine.open(step))).toBe(prove);
      expect(leadsTo(await mine.press(action))).toBe(prove);
    }
    const unchanged = await account.call('GET', `/v1/identity-records/${home.ir}`);
    expect(unchanged.text).toContain('"anonymised-at":null');

    const wrong = await mine.press('/dashboard/prove/secret', { secret: 'wrong', next: page });
    expect(leadsTo(wrong)).toContain('problem=wrong');
    expect(leadsTo(await mine.open(page))).toContain('/dashboard/prove');
    const { secret } = account;
    const stray = { secret, next: 'https://evil.example/' };
    expect(leadsTo(await mine.press('/dashboard/prove/secret', stray))).toBe('/dashboard');
    expect(leadsTo(await mine.press('/dashboard/prove/secret', { secret, next: page }))).toBe(page);
    expect((await mine.open(page)).status).toBe(200);
    await mine.press(`${page}/confirm`);
    const gone = await account.call('GET', `/v1/identity-records/${home.ir}`);
    expect(gone.text).not.toContain('"anonymised-at":null');
  });

  test('a proof is of the session that gave it, not of the account', async () => {
    const account = await register.client.createAccount();
    const [one, other] = [
      await openDashboard(register.origin, account),
      await openDashboard(register.origin, account),
    ];
    await register.clock.advance(6 * MINUTE_MS);
    await one.press('/dashboard/prove/secret', { secret: account.secret, next: '/dashboard' });
    const path = '/dashboard/settings/rotate-secret/confirm';
    expect(leadsTo(await other.press(path))).toContain('/dashboard/prove');
    expect(leadsTo(await one.press(path))).toBe('/dashboard/settings');
    const page = await one.open('/dashboard/settings');
    expect(shownSecret(page.text)).toMatch(/^[0-9a-f]{64}$/);
  });
});
