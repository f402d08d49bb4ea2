// Filtered pages are read by SQL of their own.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { openDashboard } from './support/console';
import type { CustomerBrowser, Page } from '../../harness/callers/customer-browser';
import { createHousehold } from '../../harness/callers/household';
import { registerConsent } from '../../harness/callers/registered-access';
import { createHook } from './support/webhooks';

const { client, origin } = sharedRegister();
const PATH = '/dashboard/audit';

let northwind: ApiAccount;
let brightmeter: ApiAccount;
let browser: CustomerBrowser;
let ak: string;
beforeAll(async () => {
  northwind = await client.createAccount();
  brightmeter = await client.createAccount();
  ak = await registerConsent(await createHousehold(northwind));
  await createHook(brightmeter, 'https://northwind.invalid/audit');
  browser = await openDashboard(origin, northwind);
});

/** Codes of the types that the page's filter offers. */
const offered = ({ text }: Page) =>
  [...text.matchAll(/<option value="([^"]+)"/g)].map(([, code]) => code);
const events = ({ words }: Page) => words.match(/aud_[0-9a-f]{24}/g) ?? [];

describe('the account’s audit', () => {
  test('says in words what was done, beside the code of it', async () => {
    const { words } = await browser.open(PATH);
    expect(words).toContain('Access record registered access-record.registered');
    expect(words).toContain('Identity record created identity-record.created');
  });

  test('is narrowed to one type, chosen from those that the account has', async () => {
    const all = await browser.open(PATH);
    expect(offered(all)).toEqual([
      'access-record.registered',
      'console.signed-in',
      'identity-record.created',
      'token.issued',
    ]);
    const one = await browser.open(`${PATH}?event_type=access-record.registered`);
    expect(events(one)).toHaveLength(1);
    expect(one.words).toContain(ak);
    expect(one.text).toContain(
      '<option value="access-record.registered" selected="">Access record registered (access-record.registered)</option>',
    );
    expect(events(await browser.open(`${PATH}?event_type=&colour=red`))).toEqual(events(all));
  });

  test('shows nothing of another account, whatever type or account is asked for', async () => {
    const page = await browser.open(`${PATH}?event_type=webhook.created`);
    expect([events(page), page.words]).toEqual([[], expect.stringContaining('No event matches')]);
    const named = await browser.open(`${PATH}?account_id=${brightmeter.id}`);
    expect(named.words).toContain(ak);
    const theirs = await openDashboard(origin, brightmeter);
    expect(offered(await theirs.open(PATH))).not.toContain('access-record.registered');
    const none = await theirs.open(`${PATH}?event_type=access-record.registered`);
    expect([events(none), none.text.includes(ak)]).toEqual([[], false]);
  });

  test('keeps the type from page to page', async () => {
    const account = await client.createAccount({ role: 'data_provider' });
    for (let event = 0; event < 51; event += 1) {
      account.forgetToken();
      await account.token();
    }
    const mine = await openDashboard(origin, account);
    const first = await mine.open(`${PATH}?event_type=token.issued`);
    const second = await mine.open(first.links.find((link) => link.includes('cursor=')) ?? '');
    expect([events(first).length, events(second).length]).toEqual([50, 1]);
    expect(second.text).toContain('<option value="token.issued" selected="">');
    expect(second.links).toContain(`${PATH}?event_type=token.issued`);
  });

  test('shows a type that an address makes up as text', async () => {
    const page = await browser.open(`${PATH}?event_type=${encodeURIComponent('<b>\u202ex')}`);
    expect(page.text).toContain('<option value="&lt;b&gt;\u202ex" selected="">');
    const long = await browser.open(`${PATH}?event_type=${'x'.repeat(65)}`);
    expect([long.status, long.words]).toEqual([200, expect.stringContaining('That was not done')]);
  });
});
