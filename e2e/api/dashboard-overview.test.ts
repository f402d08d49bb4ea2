// What happened last is read by SQL of its own.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { isLedOut, openDashboard } from './support/console';
import { CustomerBrowser, type Page } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold } from '../../harness/callers/household';
import { usePasskey } from '../../harness/callers/passkey-page';
import { openRecords, recordIds, signInByPasskey, VERIFIED, withdraw } from './support/portal';
import { registerAccess, registerConsent, revoke } from '../../harness/callers/registered-access';
import { startAcross, startOwn } from '../../harness/callers/reidentification';
import { createHook, patchHook, sendTest, untilTried } from './support/webhooks';

const { client, origin } = sharedRegister();
const ROOT = '/dashboard';

let stranger: ApiAccount;
beforeAll(async () => {
  stranger = await client.createAccount();
});

const overviewOf = async (of: ApiAccount): Promise<Page> =>
  (await openDashboard(origin, of)).open(ROOT);

/** The words of one titled part of the page. */
function part({ words }: Page, heading: string): string {
  const headings = ['Needs attention', 'Webhooks', 'What happened last'];
  const from = words.lastIndexOf(heading);
  const ends = headings.map((next) => words.indexOf(next, from + heading.length));
  const end = Math.min(...ends.filter((at) => at > from), words.length);
  return from < 0 ? '' : words.slice(from, end);
}

describe('what happened last', () => {
  test('is told in words, each with a way to what it is about', async () => {
    const account = await client.createAccount();
    const home = await enrolHousehold(account, origin);
    const ak = await registerAccess(
      account,
      changed(consentBody(home.ir), ['access-event.controller-reference', '<b>CRM</b>\u202e-7']),
    );
    const hook = await createHook(account, 'https://northwind.invalid/overview');
    const { tokenRef, page } = await startOwn(home, { method: 'passkey-assert' });
    await usePasskey(home.browser, home.device, page);
    const overview = await overviewOf(account);
    const latest = part(overview, 'What happened last');
    for (const words of [
      'Access record registered',
      'Identity record created',
      'Passkey enrolled',
      'Re-identification started',
      'Re-identification confirmed',
      'Webhook created',
    ]) {
      expect(latest).toContain(words);
    }
    expect(latest).not.toContain('Token issued');
    expect(latest).toContain(`${ak} Meter point ${home.mpxn} <b>CRM</b>\u202e-7`);
    expect(latest).toContain(`${hook.wid} https://northwind.invalid/overview`);
    expect(overview.text).not.toContain('<b>CRM</b>');
    for (const path of [
      `${ROOT}/records/${ak}`,
      `${ROOT}/identity-records/${home.ir}`,
      `${ROOT}/identity-records/${home.ir}/re-identifications/${tokenRef}`,
      `${ROOT}/webhooks/${hook.wid}`,
      `${ROOT}/audit`,
    ]) {
      expect(overview.links).toContain(path);
    }
  });

  test('tells of a consent that the customer withdrew, and of who else ended a record', async () => {
    const account = await client.createAccount();
    const home = await enrolHousehold(account, origin, { fields: VERIFIED });
    const [theirs, own, admins] = [
      await registerConsent(home),
      await registerConsent(home),
      await registerConsent(home),
    ];
    await revoke(account, own);
    await revoke(client.admin, admins);
    const customer = new CustomerBrowser(origin);
    await signInByPasskey(customer, home.device);
    const [id = ''] = recordIds(await openRecords(customer));
    expect((await withdraw(customer, id)).status).toBe(303);
    const overview = await overviewOf(account);
    const latest = part(overview, 'What happened last');
    expect(latest).toMatch(new RegExp(`revoked by the customer[^.]*${theirs}`));
    expect(latest).toMatch(new RegExp(`revoked by your account[^.]*${own}`));
    expect(latest).toMatch(new RegExp(`revoked by another account[^.]*${admins}`));
    expect((await overviewOf(stranger)).text).not.toContain(theirs);
  });

  test('names at most three of a kind, so that many of one hide no other', async () => {
    const account = await client.createAccount();
    const home = await createHousehold(account);
    const made: string[] = [];
    for (let count = 0; count < 12; count += 1) made.push(await registerConsent(home));
    const { words } = await overviewOf(account);
    expect(words.match(/ak_[0-9a-f]{24}/g)).toEqual(made.slice(-3).reverse());
    expect(words).toContain('Identity record created');
  });

  test('names no record of another, not even one that this account came to by its meter point', async () => {
    const owner = await client.createAccount();
    const home = await enrolHousehold(owner, origin);
    const asking = await client.createAccount();
    const { tokenRef, page } = await startAcross(asking, home.mpxn, { method: 'passkey-assert' });
    await usePasskey(home.browser, home.device, page);
    const overview = await overviewOf(asking);
    expect(part(overview, 'What happened last')).toContain(tokenRef);
    for (const secret of [home.ir, home.mpxn]) expect(overview.text).not.toContain(secret);
    expect(overview.text).not.toContain(owner.id);
    expect((await overviewOf(owner)).text).not.toContain(tokenRef);
  });

  test('says so where nothing has happened yet', async () => {
    const overview = await overviewOf(await client.createAccount());
    expect(part(overview, 'What happened last')).toContain('Nothing yet');
  });
});

describe('the webhooks on the overview', () => {
  test('are counted by how they fare, with what waits for each', async () => {
    const account = await client.createAccount();
    const failing = await createHook(account, 'https://fails.invalid/<b>bold</b>');
    const disabled = await createHook(account, 'https://disabled.invalid/hook');
    const fine = await createHook(account, 'https://fine.invalid/hook');
    await untilTried(failing, await sendTest(failing), 1);
    await patchHook(disabled, { active: false });
    const overview = await overviewOf(account);
    const webhooks = part(overview, 'Webhooks');
    expect(webhooks).toMatch(/Active 1 Failing 1 Disabled 1 Pending deliveries 1/);
    for (const { wid } of [failing, disabled, fine]) {
      expect(overview.links).toContain(`${ROOT}/webhooks/${wid}`);
    }
    expect(overview.text).not.toContain('<b>bold</b>');
    const others = await overviewOf(stranger);
    expect(others.text).not.toContain(failing.wid);
    expect(part(others, 'Webhooks')).toContain('No webhook yet');
  });
});

test('an account that is suspended is led out of its overview', async () => {
  const account = await client.createAccount();
  const browser = await openDashboard(origin, account);
  expect((await browser.open(ROOT)).status).toBe(200);
  await client.admin.call('POST', `/v1/admin/accounts/${account.id}/suspend`);
  expect(isLedOut(await browser.open(ROOT))).toBe(true);
});
