import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { startWebhookReceiver, type WebhookReceiver } from '../../harness/webhook-receiver';
import { leadsTo, openDashboard, shownSecret } from './support/console';
import type { CustomerBrowser } from '../../harness/callers/customer-browser';
import { expectInvalid } from './support/expect-error';
import { createHousehold } from '../../harness/callers/household';
import { registerConsent, revoke } from '../../harness/callers/registered-access';
import {
  createHook,
  hookOf,
  listDeliveries,
  sendTest,
  untilDelivery,
  untilTried,
  type WebhookView,
} from './support/webhooks';

const { client, origin } = sharedRegister();
const LIST = '/dashboard/webhooks';

let account: ApiAccount;
let browser: CustomerBrowser;
let receiver: WebhookReceiver;
beforeAll(async () => {
  account = await client.createAccount();
  browser = await openDashboard(origin, account);
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.close());

const fields = (url: string) => ({
  'callback-url': url,
  'alert-email': 'ops@northwind.example',
  'notify-days-before': '14',
});

async function view(wid: string): Promise<WebhookView> {
  return hookOf({ owner: account, wid, secret: '' });
}

describe('a webhook', () => {
  test('is created, its secret shown once', async () => {
    const { url } = receiver.endpoint();
    const answer = await browser.press(`${LIST}/new/create`, fields(url));
    const page = leadsTo(answer);
    const wid = /wid_[0-9a-f]{24}$/.exec(page)?.[0] ?? '';
    const secret = shownSecret((await browser.open(page)).text);
    expect(secret).toMatch(/^whsec_/);
    expect(shownSecret((await browser.open(page)).text)).toBeNull();
    expect(await view(wid)).toMatchObject({ 'callback-url': url, 'notify-days-before': 14 });
    expect((await browser.open(LIST)).links).toContain(page);
  });

  test('is refused as by the API, each field told where it stands', async () => {
    const typed = {
      'callback-url': 'ftp://northwind.example/',
      'alert-email': 'nobody',
      'notify-days-before': '91',
    };
    expect(leadsTo(await browser.press(`${LIST}/new/create`, typed))).toBe(`${LIST}/new`);
    const page = await browser.open(`${LIST}/new`);
    for (const field of ['callback-url', 'alert-email', 'notify-days-before']) {
      expect(page.text).toContain(`id="${field}-problem"`);
    }
    expect(page.text).toContain('value="ftp://northwind.example/"');
  });

  test('is changed; naming no event keeps those that it has', async () => {
    const { wid } = await createHook(account, receiver.endpoint().url);
    const { url } = receiver.endpoint();
    const body = new URLSearchParams({ ...fields(url), 'event-types': 'tenancy.change' });
    await browser.press(`${LIST}/${wid}/change`, Object.fromEntries(body));
    expect(await view(wid)).toMatchObject({
      'callback-url': url,
      'event-types': ['tenancy.change'],
    });
    await browser.press(`${LIST}/${wid}/change`, fields(url));
    expect((await view(wid))['event-types']).toEqual(['tenancy.change']);
  });

  test('is tested, and the page of that shows request and response', async () => {
    const endpoint = receiver.endpoint();
    endpoint.always = (response) => void response.end('taken, <b>thank you</b>');
    const { wid } = await createHook(account, endpoint.url);
    const answer = await browser.press(`${LIST}/${wid}/test`);
    const page = leadsTo(answer);
    const { raw, event } = await endpoint.waitFor(1);
    expect(page).toBe(`${LIST}/${wid}/deliveries/${event['event-id']}`);
    await expect
      .poll(async () => (await browser.open(page)).words, { timeout: 15_000 })
      .toContain('Delivered');
    const shown = await browser.open(page);
    expect(shown.words).toContain('"event-type": "webhook.test"');
    expect(raw).toContain('webhook.test');
    expect(shown.words).toMatch(/200 +\d+ ms +delivered +taken, <b>thank you<\/b>/);
    await browser.press(`${page}/replay`);
    expect((await endpoint.waitFor(2)).event['event-id']).toBe(event['event-id']);
  });

  test('that fails is named on the overview, with how it fails on its own page', async () => {
    const endpoint = receiver.endpoint();
    endpoint.always = 503;
    const { wid } = await createHook(account, endpoint.url);
    await browser.press(`${LIST}/${wid}/test`);
    await endpoint.waitFor(1);
    await expect
      .poll(async () => (await browser.open(`${LIST}/${wid}`)).words, { timeout: 15_000 })
      .toContain('answered 503');
    const overview = await browser.open('/dashboard');
    expect(overview.words).toContain('Webhooks that fail');
    expect(overview.links).toContain(`${LIST}/${wid}`);
    expect((await browser.open(`${LIST}/${wid}?status=delivered`)).words).toContain(
      'No delivery matches',
    );
  });

  test('shows its deliveries by type and status, chosen in words and kept from page to page', async () => {
    const endpoint = receiver.endpoint();
    const hook = await createHook(account, endpoint.url);
    const home = await createHousehold(account);
    await revoke(account, await registerConsent(home));
    const { event: withdrawal } = await endpoint.waitFor(1);
    endpoint.always = 503;
    const failed = await sendTest(hook);
    await untilTried(hook, failed, 1);
    const page = `${LIST}/${hook.wid}`;
    const idsAt = async (query: string) =>
      (await browser.open(`${page}?${query}`)).words.match(/evt_[0-9a-f]{24}/g) ?? [];
    await untilDelivery(hook, withdrawal['event-id'], ({ status }) => status === 'delivered');
    expect(await idsAt('event-type=consent.withdrawal')).toEqual([withdrawal['event-id']]);
    expect(await idsAt('event-type=webhook.test')).toEqual([failed]);
    expect(await idsAt('event-type=webhook.test&status=pending')).toEqual([failed]);
    expect(await idsAt('event-type=webhook.test&status=delivered')).toEqual([]);
    expect(await idsAt('event-type=tenancy.change')).toEqual([]);
    expect(await idsAt('colour=red')).toEqual([failed, withdrawal['event-id']]);
    const filtered = await browser.open(`${page}?event-type=webhook.test`);
    expect(filtered.text).toContain(
      '<option value="webhook.test" selected="">A test (webhook.test)</option>',
    );
    expect(filtered.words).not.toContain('No delivery matches');
    const odd = await browser.open(`${page}?event-type=nothing`);
    expect(odd.words).toContain('event-type: must be one of');
    const refused = await listDeliveries(hook, '?event-type=webhook.test');
    expectInvalid(refused, ['event-type']);
  });

  test('pages through the deliveries of one type, each once, newest first', async () => {
    const endpoint = receiver.endpoint();
    const hook = await createHook(account, endpoint.url);
    const sent: string[] = [];
    for (let count = 0; count < 26; count += 1) sent.push(await sendTest(hook));
    const first = await browser.open(`${LIST}/${hook.wid}?event-type=webhook.test`);
    const next = first.links.find((link) => link.includes('cursor=')) ?? '';
    expect(next).toContain('event-type=webhook.test');
    const second = await browser.open(next);
    const ids = [first, second].flatMap(({ words }) => words.match(/evt_[0-9a-f]{24}/g) ?? []);
    expect(ids).toEqual(sent.reverse());
  });

  test('shows a new secret to the session that asked, and to no other of the account', async () => {
    const { wid } = await createHook(account, receiver.endpoint().url);
    const page = `${LIST}/${wid}`;
    const other = await openDashboard(origin, account);
    await browser.press(`${page}/rotate/confirm`);
    expect(shownSecret((await other.open(page)).text)).toBeNull();
    expect(shownSecret((await browser.open(page)).text)).toMatch(/^whsec_/);
  });

  test('is rotated, disabled, made active again and deleted', async () => {
    const { wid } = await createHook(account, receiver.endpoint().url);
    const page = `${LIST}/${wid}`;
    expect((await browser.open(`${page}/rotate`)).status).toBe(200);
    await browser.press(`${page}/rotate/confirm`);
    expect(shownSecret((await browser.open(page)).text)).toMatch(/^whsec_/);
    await browser.press(`${page}/active`, { active: 'false' });
    expect((await view(wid)).active).toBe(false);
    expect(leadsTo(await browser.press(`${page}/test`))).toBe(page);
    expect((await browser.open(page)).words).toContain('That was not done');
    await browser.press(`${page}/active`, { active: 'true' });
    expect((await view(wid)).active).toBe(true);
    expect(leadsTo(await browser.press(`${page}/delete/confirm`))).toBe(LIST);
    expect((await browser.open(page)).status).toBe(404);
    expect((await browser.open(LIST)).links).not.toContain(page);
  });
});
