import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister, startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend } from '../../harness/fake-resend';
import { leadsTo, openAdmin } from './support/console';
import type { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold } from '../../harness/callers/household';
import { startOwn } from '../../harness/callers/reidentification';
import {
  ALERT_EMAIL,
  createHook,
  hookOf,
  patchHook,
  sendTest,
  untilTried,
} from './support/webhooks';

const { client, origin, mailbox } = sharedRegister();
let admin: ApiAccount;
let browser: CustomerBrowser;
let northwind: ApiAccount;
beforeAll(async () => {
  admin = await client.createAccount({ role: 'admin' });
  ({ browser } = await openAdmin(origin, admin));
  northwind = await client.createAccount();
});

describe('webhooks', () => {
  test('are listed with what fails; one shows each try, and not what was sent', async () => {
    const hook = await createHook(northwind, 'https://operator-sees.invalid/hook');
    const event = await sendTest(hook);
    await untilTried(hook, event, 1);
    const list = await browser.open('/admin/webhooks');
    expect(list.links).toContain(`/admin/webhooks/${hook.wid}`);
    expect(list.words).toContain('failing since');
    const page = await browser.open(`/admin/webhooks/${hook.wid}`);
    expect(page.words).toContain(event);
    expect(page.words).toContain('Failing');
    expect(page.text).not.toContain(ALERT_EMAIL);
    expect(page.text).not.toContain('whsec_');
  });

  test('are disabled by an operator: pending ones given up, the owner told, audited', async () => {
    const alert = `alerts.${northwind.id}@northwind.example`;
    const url = 'https://operator-disables.invalid/hook';
    const hook = await createHook(northwind, url, { 'alert-email': alert });
    await untilTried(hook, await sendTest(hook), 1);
    const path = `/admin/webhooks/${hook.wid}`;
    expect((await browser.open(`${path}/disable`)).words).toContain('told by mail');
    expect(leadsTo(await browser.press(`${path}/disable/confirm`))).toBe(path);
    expect((await hookOf(hook)).active).toBe(false);
    const page = await browser.open(path);
    expect(page.words).toContain('by an operator');
    expect(page.words).toContain('Undelivered');
    expect(page.links).not.toContain(`${path}/disable`);
    const mail = await mailbox.waitForMail(alert);
    expect(mail.text).toContain('Those who run the register decided so.');
    const { body } = await client.admin.call<{ events: { detail: object }[] }>(
      'GET',
      `/v1/admin/audit?account_id=${admin.id}&event_type=webhook.disabled`,
    );
    expect(body.events.map(({ detail }) => detail)).toEqual([
      { wid: hook.wid, reason: 'operator', account: northwind.id },
    ]);
    await browser.press(`${path}/disable/confirm`);
    expect((await browser.open(`${path}/disable`)).words).toContain('is not active');
    expect((await patchHook(hook, { active: true })).body.webhook.active).toBe(true);
  });
});

describe('the audit', () => {
  test('is filtered by account, type and record', async () => {
    const account = await client.createAccount();
    const home = await createHousehold(account);
    const query = `account_id=${account.id}&event_type=identity-record.created`;
    const page = await browser.open(`/admin/audit?${query}`);
    expect(page.words.match(/aud_[0-9a-f]{24}/g)).toHaveLength(1);
    expect(page.text).not.toContain(home.email ?? 'none');
    const none = await browser.open('/admin/audit?ak=ak_000000000000000000000000');
    expect(none.words).toContain('No event matches');
  });

  test('offers the types that there are, in words and with their code, and keeps what was chosen', async () => {
    const account = await client.createAccount();
    for (let event = 0; event < 51; event += 1) {
      account.forgetToken();
      await account.token();
    }
    const first = await browser.open(
      `/admin/audit?account_id=${account.id}&event_type=token.issued`,
    );
    expect(first.text).toContain(
      '<option value="token.issued" selected="">Token issued (token.issued)</option>',
    );
    expect(first.text).toContain('>Console: signed in (console.signed-in)</option>');
    expect(first.text).not.toContain('(credential.counter)</option>');
    const next = first.links.find((link) => link.includes('cursor=')) ?? '';
    const second = await browser.open(next);
    expect(second.words.match(/aud_[0-9a-f]{24}/g)).toHaveLength(1);
    expect(second.text).toContain('<option value="token.issued" selected="">');
    expect(second.text).toContain(`value="${account.id}"`);
  });

  test('names a type that an address asks for and nothing has, as it was asked for', async () => {
    const page = await browser.open('/admin/audit?event_type=%3Cb%3Enever&colour=red');
    expect(page.words).toContain('No event matches');
    expect(page.text).toContain('<option value="&lt;b&gt;never" selected="">');
  });

  test('is paged by cursor', async () => {
    for (let event = 0; event < 100; event += 1) {
      northwind.forgetToken();
      await northwind.token();
    }
    const first = await browser.open('/admin/audit');
    const next = first.links.find((link) => link.includes('cursor=')) ?? '';
    const second = await browser.open(next);
    const ids = [first, second].flatMap(({ words }) => words.match(/aud_[0-9a-f]{24}/g) ?? []);
    expect(new Set(ids).size).toBe(100);
  });

  test('is checked along its chain, which is whole', async () => {
    const path = '/admin/audit/check';
    expect(leadsTo(await browser.press(`${path}/part`))).toBe(path);
    let page = await browser.open(path);
    for (let part = 0; part < 50 && page.words.includes('Not done yet'); part += 1) {
      await browser.press(`${path}/part`, { 'go-on': '1' });
      page = await browser.open(path);
    }
    expect(page.words).toContain('Whole');
    expect(page.words).toMatch(/Checked ([\d,]+) of \1 events/);
  });
});

describe('mail', () => {
  let register: OwnRegister;
  let resend: Awaited<ReturnType<typeof startFakeResend>>;
  beforeAll(async () => {
    resend = await startFakeResend();
    register = await startOwnRegister({
      name: 'admin-console-mail',
      env: { RATE_LIMIT_SCALE: '1000', ...resend.env },
    });
  });
  afterAll(async () => {
    await register.stop();
    await resend.close();
  });

  test('shows what waits and what was given up with its error, what was sent, and to nobody', async () => {
    const admin = await register.client.createAccount({ role: 'admin' });
    const { browser: console } = await openAdmin(register.origin, admin);
    const owner = await register.client.createAccount();
    const until = async (status: string, words: string) => {
      const deadline = Date.now() + 30_000;
      for (;;) {
        const page = await console.open(`/admin/mail?status=${status}`);
        if (page.words.includes(words) || Date.now() > deadline) return page;
        await sleep(100);
      }
    };
    const ask = async () => {
      const home = await createHousehold(owner);
      await startOwn(home, { method: 'magic-link' });
      return home.email ?? 'none';
    };
    const email = await ask();
    const sent = await until('sent', 'magic-link');
    expect(sent.words).toContain('magic-link');
    expect(sent.text).not.toContain(email);

    resend.failNext(1, { status: 422 });
    await ask();
    expect((await until('failed', '422')).words).toMatch(/Given up .*422/);

    resend.failNext(50, { status: 500 });
    await ask();
    expect((await until('waiting', '500')).words).toMatch(/Waiting .*500/);
    expect((await console.open('/admin')).words).toMatch(/Waiting 1 Given up in a week 1/);
  });
});
