import { expect, it } from 'vitest';
import { sharedRegister } from '../../harness/api-context';
import { httpRequest } from '../../harness/http-request';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold } from '../../harness/callers/household';
import { signInByMail } from './support/portal';

const { origin, client, mailbox } = sharedRegister();

const DAY_MS = 86_400_000;

it('the origins that may use its passkeys are its own alone', async () => {
  const { status, headers, text } = await httpRequest(`${origin}/.well-known/webauthn`);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json');
  expect(JSON.parse(text)).toEqual({ origins: [origin] });
});

it('the page that passkey-endpoints names is there, after signing in, which leads on to it', async () => {
  const answer = await httpRequest(`${origin}/.well-known/passkey-endpoints`);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json');
  const owner = await client.createAccount();
  const named = JSON.parse(answer.text) as Record<string, string>;
  expect(Object.keys(named).sort()).toEqual(['enroll', 'manage']);
  for (const url of Object.values(named)) {
    const browser = new CustomerBrowser(origin);
    expect((await browser.open(url)).headers.location).toBe('/portal/sign-in');
    expect((await browser.open('/portal/sign-in')).status).toBe(200);
    await signInByMail(browser, mailbox, (await createHousehold(owner)).email ?? '', 'passkeys');
    expect((await browser.open(url)).status, url).toBe(200);
  }
});

it('security.txt says where to report a weakness, and is valid for less than a year', async () => {
  const { status, headers, text } = await httpRequest(`${origin}/.well-known/security.txt`);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  const fields = new Map(
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(': ', 2) as [string, string]),
  );
  expect(fields.get('Contact')).toBe('mailto:operator@central.consent');
  expect(fields.get('Canonical')).toBe(`${origin}/.well-known/security.txt`);
  expect(fields.get('Preferred-Languages')).toBe('en, cy');
  const left = Date.parse(fields.get('Expires') ?? '') - Date.now();
  expect(left).toBeGreaterThan(30 * DAY_MS);
  expect(left).toBeLessThan(365 * DAY_MS);
});

it('healthz says that it lives, readyz which of its dependencies work', async () => {
  const alive = await httpRequest(`${origin}/healthz`);
  expect([alive.status, JSON.parse(alive.text)]).toEqual([200, { status: 'ok' }]);
  const ready = await httpRequest(`${origin}/readyz`);
  expect(ready.status).toBe(200);
  expect(ready.headers['cache-control']).toBe('no-store');
  expect(JSON.parse(ready.text)).toEqual({
    status: 'ready',
    checks: { database: 'ok', queue: 'ok', mail: 'ok' },
  });
});
