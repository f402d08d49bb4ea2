import { expect, it } from 'vitest';
import { sharedRegister } from '../harness/api-context';
import { httpRequest } from '../harness/http-request';

const { origin } = sharedRegister();

const DAY_MS = 86_400_000;

it('the origins that may use its passkeys are its own alone', async () => {
  const { status, headers, text } = await httpRequest(`${origin}/.well-known/webauthn`);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json');
  expect(JSON.parse(text)).toEqual({ origins: [origin] });
});

it('every page that passkey-endpoints names is there', async () => {
  const answer = await httpRequest(`${origin}/.well-known/passkey-endpoints`);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json');
  const named = JSON.parse(answer.text) as Record<string, string>;
  expect(['enroll', 'manage']).toEqual(expect.arrayContaining(Object.keys(named)));
  for (const url of Object.values(named)) {
    expect(url.startsWith(`${origin}/`), url).toBe(true);
    expect((await httpRequest(url)).status, url).toBe(200);
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
