// What happens at the same time is decided by locks.
// @module-tag postgres
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { basicAuth, type ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import {
  isLedOut,
  leadsTo,
  openAdmin,
  openDashboard,
  shownSecret,
  tryConsole,
} from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold } from '../../harness/callers/household';
import { whileLocked } from './support/lock-tables';
import { answerOptions } from '../../harness/callers/passkey-page';

const MINUTE_MS = 60_000;
const SETTINGS = '/dashboard/settings';
const ROTATE = `${SETTINGS}/rotate-secret/confirm`;

let register: OwnRegister;
beforeAll(async () => {
  register = await startOwnRegister({
    name: 'console-attacks',
    env: { RATE_LIMIT_SCALE: '1000' },
  });
});
afterAll(() => register.stop());

const newAdmin = (): Promise<ApiAccount> => register.client.createAccount({ role: 'admin' });
const newDevice = () => new SoftwareAuthenticator({ origin: register.origin });

async function isRightSecret(id: string, secret: string): Promise<boolean> {
  const headers = { authorization: basicAuth(id, secret) };
  return (await register.client.call('GET', '/v1/auth/token', { headers })).status === 200;
}

/**
 * Does several things at once. On PostgreSQL each has found its session live before the first goes on: the
 * limits, which are counted next, are locked until then.
 */
async function meanwhile<Result>(work: () => Promise<Result>): Promise<Result> {
  if (register.databaseUrl === null) return work();
  const { begun } = await whileLocked(register.databaseUrl, ['rate_limits'], async () => {
    const begun = work();
    await setTimeout(1000);
    return { begun };
  });
  return begun;
}

describe('two at once', () => {
  test('who rotate the secret: one does, and is shown the one that is good', async () => {
    for (let round = 0; round < 3; round += 1) {
      const account = await register.client.createAccount();
      const sessions = [
        await openDashboard(register.origin, account),
        await openDashboard(register.origin, account),
      ];
      await meanwhile(() => Promise.all(sessions.map((session) => session.press(ROTATE))));
      const pages = await Promise.all(sessions.map((session) => session.open(SETTINGS)));
      const shown = pages.flatMap(({ text }) => shownSecret(text) ?? []);
      expect(shown).toHaveLength(1);
      expect(await isRightSecret(account.id, shown[0] ?? '')).toBe(true);
      expect(await isRightSecret(account.id, account.secret)).toBe(true);
    }
  });

  test('who enrol the first passkey with the secret: one does, the other is not in', async () => {
    const admin = await newAdmin();
    const tries = await Promise.all(
      [1, 2].map(async () => {
        const browser = new CustomerBrowser(register.origin);
        await tryConsole(browser, admin, 'admin');
        const page = await browser.open('/admin/sign-in/passkey');
        return { browser, response: answerOptions(newDevice(), page) };
      }),
    );
    const answers = await Promise.all(
      tries.map(({ browser, response }) =>
        browser.post('/admin/sign-in/passkey/enrol', { response }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const pages = await Promise.all(tries.map(({ browser }) => browser.open('/admin')));
    expect(pages.filter((page) => isLedOut(page, 'admin'))).toHaveLength(1);
  });

  test('who suspend each other, the last two operators: one stays', async () => {
    const { body } = await register.client.admin.call<{
      accounts: { 'account-id': string; role: string; status: string }[];
    }>('GET', '/v1/admin/accounts?limit=200');
    const known = body.accounts.filter(
      ({ role, status }) => role === 'admin' && status === 'active',
    );
    const [one, other] = [await newAdmin(), await newAdmin()];
    const mine = (await openAdmin(register.origin, one)).browser;
    const theirs = (await openAdmin(register.origin, other)).browser;
    for (const { 'account-id': id } of known) {
      await mine.press(`/admin/accounts/${id}/suspend/confirm`);
    }
    await Promise.all([
      mine.press(`/admin/accounts/${other.id}/suspend/confirm`),
      theirs.press(`/admin/accounts/${one.id}/suspend/confirm`),
    ]);
    const pages = [await mine.open('/admin'), await theirs.open('/admin')];
    const left = pages.findIndex(({ status }) => status === 200);
    expect(pages.filter(({ status }) => status === 200)).toHaveLength(1);
    const [browser, id] = left === 0 ? ([mine, one.id] as const) : ([theirs, other.id] as const);
    for (const step of ['suspend', 'terminate']) {
      const page = `/admin/accounts/${id}/${step}`;
      expect(leadsTo(await browser.press(`${page}/confirm`))).toBe(page);
      expect((await browser.open(page)).words).toContain('The last active admin account cannot go');
    }
    for (const { 'account-id': known1 } of known) {
      await browser.press(`/admin/accounts/${known1}/reactivate/confirm`);
    }
  });
});

/** Begins a form's post and keeps its last bytes back until `finish`. */
async function pressSlowly(browser: CustomerBrowser, action: string, body: string) {
  const { hostname, port, host } = new URL(register.origin);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const head = [
    `POST ${action} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${register.origin}`,
    `Cookie: ${cookie}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  const socket = net.connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 1)}`);
  // Long enough for a handler that does not wait for the rest to have looked at the session.
  await setTimeout(700);
  return {
    finish: async (): Promise<string> => {
      socket.write(body.slice(1));
      await once(socket, 'close');
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

test('a post that began before its session ended, and ends after it, does nothing', async () => {
  const account = await register.client.createAccount();
  const thief = await openDashboard(register.origin, account);
  const owner = await openDashboard(register.origin, account);
  const url = encodeURIComponent('https://thief.example/');
  const slow = await pressSlowly(thief, `${SETTINGS}/contact`, `contact-url=${url}`);
  await owner.press(ROTATE);
  expect(await slow.finish()).toMatch(/^location: \S+\/dashboard\/sign-in\?problem=ended\r$/im);
  const { text } = await account.call('GET', '/v1/self');
  expect(text).not.toContain('thief.example');
});

test('a secret that waits to be shown is not put aside by a check that goes on in another tab', async () => {
  const { browser } = await openAdmin(register.origin, await newAdmin());
  const id = `waits-${Date.now()}`;
  const created = await browser.press('/admin/new-account/create', {
    'account-id': id,
    'display-name': 'Waits',
    'contact-url': 'https://waits.example/contact',
    role: 'data_user',
  });
  expect(leadsTo(created)).toBe(`/admin/accounts/${id}`);
  await browser.press('/admin/audit/check/part');
  const secret = shownSecret((await browser.open(`/admin/accounts/${id}`)).text);
  expect(await isRightSecret(id, secret ?? '')).toBe(true);
  await browser.press('/admin/audit/check/part');
  expect((await browser.open('/admin/audit/check')).words).toContain('What was found');
});

test('a page that looks again by itself stops after ten minutes, so that the session can idle', async () => {
  const account = await register.client.createAccount();
  const home = await createHousehold(account);
  const browser = await openDashboard(register.origin, account);
  const path = `/dashboard/identity-records/${home.ir}/re-identify`;
  const watch = leadsTo(await browser.press(path, { method: 'magic-link' }));
  expect((await browser.open(watch)).words).toContain('looks again every few seconds');
  await register.clock.advance(10 * MINUTE_MS);
  const later = await browser.open(watch);
  expect(later.words).toContain('Pending');
  expect(later.words).toContain('Look now');
  expect(later.words).not.toContain('looks again every few seconds');
});
