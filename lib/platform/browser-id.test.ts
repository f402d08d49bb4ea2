import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserCookieName, isBrowserId, newBrowserId } from './browser-id';
import { env } from './env';

/** Settings are read once per process; a test forgets them. */
function forgetSettings() {
  Reflect.deleteProperty(globalThis, Symbol.for('register.env'));
}

beforeEach(forgetSettings);
afterEach(() => {
  vi.unstubAllEnvs();
  forgetSettings();
});

describe('a browser id', () => {
  it('is 32 random bytes, never the same twice', () => {
    const ids = Array.from({ length: 100 }, newBrowserId);
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  });

  it('is known by its form', () => {
    expect(isBrowserId(newBrowserId())).toBe(true);
  });

  it.each([
    undefined,
    '',
    'a',
    'a'.repeat(42),
    'a'.repeat(44),
    `${'a'.repeat(42)}=`,
    `${'a'.repeat(42)};`,
  ])('is not %j', (value) => {
    expect(isBrowserId(value)).toBe(false);
  });
});

describe('the browser cookie', () => {
  it('has the __Host- prefix on an https origin', () => {
    vi.stubEnv('APP_ENV', 'test');
    vi.stubEnv('ORIGIN', 'https://id.central.consent');
    expect(env().ORIGIN).toBe('https://id.central.consent');
    expect(browserCookieName()).toBe('__Host-dar-browser');
  });

  it('has a plain name on a plain-http origin, where browsers refuse the prefix', () => {
    vi.stubEnv('APP_ENV', 'test');
    vi.stubEnv('ORIGIN', 'http://localhost:3000');
    expect(browserCookieName()).toBe('dar-browser');
  });
});
