import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentSecurityPolicy, pageHeaders } from './page-headers';

/** Settings are read once per process; a test forgets them. */
function forgetSettings() {
  Reflect.deleteProperty(globalThis, Symbol.for('register.env'));
}

function runAs(appEnv: 'production' | 'demo') {
  vi.stubEnv('APP_ENV', appEnv);
  if (appEnv !== 'production') return;
  vi.stubEnv('ORIGIN', 'https://id.central.consent');
  vi.stubEnv('RP_ID', 'central.consent');
  vi.stubEnv('KEY_RING', '{}');
  vi.stubEnv('SMTP_URL', 'smtp://mail.central.consent');
}

function directives(pathname: string): Map<string, string> {
  const parts = contentSecurityPolicy(pathname, 'N0nce').split('; ');
  return new Map(
    parts.map((part) => {
      const [name = '', ...values] = part.split(' ');
      return [name, values.join(' ')];
    }),
  );
}

beforeEach(forgetSettings);
afterEach(() => {
  vi.unstubAllEnvs();
  forgetSettings();
});

describe('the Content-Security-Policy', () => {
  it('lets only scripts with the nonce run, and nothing inline or evaluated', () => {
    runAs('demo');
    const policy = directives('/passkey/assert');
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self' 'nonce-N0nce' 'strict-dynamic'");
    expect([...policy.values()].join(' ')).not.toContain('unsafe');
  });

  it('lets no one frame a page', () => {
    runAs('demo');
    expect(directives('/').get('frame-ancestors')).toBe("'none'");
  });

  it.each(['/', '/done', '/language', '/passkeys', '/magic-linked/x'])(
    'keeps the forms of %s on this site',
    (pathname) => {
      runAs('production');
      expect(directives(pathname).get('form-action')).toBe("'self'");
    },
  );

  it.each(['/passkey/assert', '/passkey/register', '/magic-link/a.b.c'])(
    'lets the forms of %s end on a return URL',
    (pathname) => {
      runAs('production');
      expect(directives(pathname).get('form-action')).toBe("'self' https:");
    },
  );

  it('knows http return URLs on this machine outside production only', () => {
    runAs('demo');
    expect(directives('/passkey/assert').get('form-action')).toBe(
      "'self' https: http://localhost:* http://127.0.0.1:*",
    );
  });

  it('upgrades requests in production only', () => {
    runAs('demo');
    expect(directives('/').has('upgrade-insecure-requests')).toBe(false);
    forgetSettings();
    runAs('production');
    expect(directives('/').has('upgrade-insecure-requests')).toBe(true);
  });
});

describe('the headers of a page', () => {
  it('switch every listed feature off but passkeys', () => {
    runAs('demo');
    const features = pageHeaders('/')['Permissions-Policy']?.split(', ') ?? [];
    expect(features.filter((feature) => !feature.endsWith('=()'))).toEqual([
      'publickey-credentials-get=(self)',
      'publickey-credentials-create=(self)',
    ]);
  });

  it('demand https for two years in production only', () => {
    runAs('demo');
    expect(pageHeaders('/')).not.toHaveProperty('Strict-Transport-Security');
    forgetSettings();
    runAs('production');
    expect(pageHeaders('/')['Strict-Transport-Security']).toContain('max-age=63072000');
  });

  it('keep all but the front page out of search engines and every page out of caches', () => {
    runAs('demo');
    expect(pageHeaders('/')).not.toHaveProperty('X-Robots-Tag');
    expect(pageHeaders('/passkey/assert')['X-Robots-Tag']).toBe('noindex');
    expect(pageHeaders('/')['Cache-Control']).toBe('no-store');
  });
});
