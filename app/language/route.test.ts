import { beforeEach, describe, expect, it, vi } from 'vitest';
import { POST } from './route';

const ORIGIN = 'https://id.central.consent';

beforeEach(() => {
  vi.stubEnv('APP_ENV', 'test');
  vi.stubEnv('ORIGIN', ORIGIN);
  vi.stubEnv('LOG_LEVEL', 'silent');
});

function choose(fields: Record<string, string>, origin = ORIGIN): Promise<Response> {
  const body = new URLSearchParams(fields).toString();
  const headers = {
    Origin: origin,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': String(body.length),
  };
  const request = new Request(`${ORIGIN}/language`, { method: 'POST', headers, body });
  return POST(request, { params: Promise.resolve({}) });
}

describe('the language switch', () => {
  it('keeps the language for a year and goes back to the page with its query', async () => {
    const answer = await choose({ lang: 'cy', path: '/passkey/assert?session=pks_1&way=mail' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${ORIGIN}/passkey/assert?session=pks_1&way=mail`);
    expect(answer.headers.get('set-cookie')).toBe(
      'dar-lang=cy; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000; Secure',
    );
  });

  it('keeps no language that is not ours', async () => {
    const answer = await choose({ lang: 'fr', path: '/done' });
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('location')).toBe(`${ORIGIN}/done`);
  });

  it.each([
    '//evil.example/x',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    `${ORIGIN}.evil.example/`,
    `${ORIGIN}@evil.example/`,
    'http://id.central.consent/',
    'javascript:alert(1)',
    '/\t/evil.example',
  ])('goes to the front page rather than to %j', async (path) => {
    const answer = await choose({ lang: 'cy', path });
    expect(answer.headers.get('location')).toBe(`${ORIGIN}/`);
  });

  it('never leaves this site by a path of dots and slashes', async () => {
    const answer = await choose({ lang: 'cy', path: '/.//evil.example' });
    expect(new URL(answer.headers.get('location') ?? '').origin).toBe(ORIGIN);
  });

  it('takes no post from another site', async () => {
    const answer = await choose({ lang: 'cy', path: '/' }, 'https://evil.example');
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});
