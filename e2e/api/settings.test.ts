import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { registerClient } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { startFakeResend } from '../../harness/fake-resend';
import { startRegister } from '../../harness/start-register';
import { expectInvalid } from './support/expect-error';
import { startAndFail } from './support/refused-start';

/** Settings are read the same on both databases: once is enough. */
const isEmbedded = sharedRegister().databaseUrl === null;

function keyRing(): Record<string, object[]> {
  const key = (purpose: string) => ({
    id: `${purpose}-1`,
    secret: randomBytes(32).toString('base64url'),
    'active-from': '2026-01-01T00:00:00Z',
  });
  const purposes = ['token', 'link', 'lookup', 'encryption', 'receipt'];
  return Object.fromEntries(purposes.map((purpose) => [purpose, [key(purpose)]]));
}

/** Whom every page of a production register names. */
const admin = {
  OPERATOR_NAME: 'Register Operator Ltd',
  OPERATOR_CONTACT: 'mailto:help@central.consent',
};

/** The lines that name a setting at fault. */
const named = (output: string) =>
  output
    .split('\n')
    .flatMap((line) => /^ {2}([A-Z][A-Z_]+)/.exec(line)?.[1] ?? [])
    .sort();

describe.runIf(isEmbedded)('a wrong setting', () => {
  it('stops the start; each is named with its reason, all at once', async () => {
    const wrong = {
      APP_ENV: 'staging',
      ORIGIN: 'http://localhost:3000/path',
      API_ORIGIN: 'https://api.central.consent/v1',
      PORTAL_ORIGIN: 'https://portal.central.consent/',
      OPERATOR_CONTACT: 'nobody',
      RP_ID: 'Central.Consent',
      DATABASE_URL: 'mysql://localhost/x',
      RESEND_BASE_URL: 'resend',
      SMTP_URL: 'http://localhost',
      OPERATOR_EMAIL: 'nobody',
      SECURITY_CONTACT: 'security@central.consent',
      METRICS_TOKEN: 'short-one',
      BOOTSTRAP_ADMIN_ID: 'a b',
      BOOTSTRAP_ADMIN_SECRET: 'short',
      ALLOW_LOOPBACK_WEBHOOKS: 'yes',
      RATE_LIMIT_SCALE: '0',
      SWEEP_INTERVAL_S: '0.5',
      WORKERS: '0',
      DATABASE_CONNECTIONS: '5',
      DEMO_DATA: 'true',
      TRUSTED_PROXY_HOPS: '-1',
      LOG_LEVEL: 'loud',
    };
    const { code, output } = await startAndFail(wrong);
    expect(code).toBe(1);
    expect(named(output)).toEqual(Object.keys(wrong).sort());
    expect(output).toContain('APP_ENV: must be one of production, demo, development, test');
    expect(output).not.toContain('short');
    expect(output).not.toMatch(/\bat \S+ \(/);
  });

  it('stops the start also where each alone would do, and the two do not go together', async () => {
    const { code, output } = await startAndFail({
      APP_ENV: 'test',
      ORIGIN: 'https://id.central.consent',
      RP_ID: 'entral.consent',
      BOOTSTRAP_ADMIN_ID: 'operator',
    });
    expect(code).toBe(1);
    expect(named(output)).toEqual(['BOOTSTRAP_ADMIN_ID', 'RP_ID']);
  });

  it('never prints a key of the ring that it refuses', async () => {
    const ring = keyRing();
    const secret = `${randomBytes(30).toString('base64url')}=!`;
    const token = [{ id: 't', secret, 'active-from': '2026-01-01T00:00:00Z' }];
    const settings = { APP_ENV: 'test', KEY_RING: JSON.stringify({ ...ring, token }) };
    const { code, output } = await startAndFail(settings);
    expect(code).toBe(1);
    expect(output).toContain('KEY_RING: token.0.secret');
    expect(output).not.toContain(secret);
  });

  it('a database that does not answer stops the start, without telling its password', async () => {
    const { code, output } = await startAndFail({
      APP_ENV: 'test',
      DATABASE_URL: 'postgresql://register:a-password@127.0.0.1:1/register',
    });
    expect(code).toBe(1);
    expect(output).toMatch(/ECONNREFUSED/);
    expect(output).not.toContain('a-password');
  });

  it('a port that is taken is said so', async () => {
    const { origin } = sharedRegister();
    const { code, output } = await startAndFail({ APP_ENV: 'test', PORT: new URL(origin).port });
    expect(code).toBe(1);
    expect(output).toContain('is in use by another program');
  });
});

describe.runIf(isEmbedded)('production', () => {
  it('is what a register is that nobody told otherwise, and nothing convenient works', async () => {
    const { code, output } = await startAndFail({
      ALLOW_LOOPBACK_WEBHOOKS: '1',
      DEMO_DATA: '1',
    });
    expect(code).toBe(1);
    expect(named(output)).toEqual(
      [
        'ALLOW_LOOPBACK_WEBHOOKS',
        'DEMO_DATA',
        'KEY_RING',
        'OPERATOR_CONTACT',
        'OPERATOR_NAME',
        'ORIGIN',
        'RESEND_API_KEY',
        'RP_ID',
      ].sort(),
    );
  });

  it('needs a key ring that is whole and there', async () => {
    const settings = {
      APP_ENV: 'production',
      ORIGIN: 'https://id.central.consent',
      RP_ID: 'central.consent',
      ...admin,
      RESEND_API_KEY: 're_x',
      KEY_RING_FILE: '/nonexistent/keys.json',
    };
    const { code, output } = await startAndFail(settings);
    expect(code).toBe(1);
    expect(output).toContain('KEY_RING_FILE');
  });

  it('starts with all it needs, writes no keys, shows no outbox and trusts no localhost', async () => {
    const mail = await startFakeResend();
    const register = await startRegister({
      name: 'production',
      origin: 'https://id.central.consent',
      env: {
        APP_ENV: 'production',
        RP_ID: 'central.consent',
        ...admin,
        KEY_RING: JSON.stringify(keyRing()),
        ...mail.env,
      },
    });
    try {
      const client = registerClient(register.listenUrl, register.admin);
      expect(existsSync(path.join(register.dataDir, 'keys.json'))).toBe(false);
      for (const page of ['/dev/outbox', '/dev/outbox/list', '/metrics']) {
        expect((await client.call('GET', page)).status, page).toBe(404);
      }
      const accounts = await client.admin.call<{ accounts: { 'account-id': string }[] }>(
        'GET',
        '/v1/admin/accounts',
      );
      const ids = accounts.body.accounts.map((account) => account['account-id']);
      expect(ids).toEqual([register.admin.id]);
      const urls = ['http://localhost:4000/', 'http://127.0.0.1/', 'https://a.example/'];
      const answer = await client.admin.call('PUT', '/v1/self/redirect-urls', {
        'redirect-urls': urls,
      });
      expectInvalid(answer, ['redirect-urls[0]', 'redirect-urls[1]']);
    } finally {
      await register.stop();
      await mail.close();
    }
  });
});

describe.runIf(isEmbedded)('the embedded database', () => {
  it('belongs to one process: a second is refused, and a crash holds up nobody', async () => {
    const register = await startRegister({ name: 'data-dir', database: 'new embedded' });
    try {
      const keys = path.join(register.dataDir, 'keys.json');
      expect(statSync(keys).mode & 0o777).toBe(0o600);
      const { code, output } = await startAndFail({
        APP_ENV: 'test',
        DATA_DIR: register.dataDir,
      });
      expect(code).toBe(1);
      expect(output).toContain(`in ${register.dataDir} is in use by another process`);
      expect(output).toContain('DATA_DIR');

      const client = registerClient(register.listenUrl, register.admin);
      const account = await client.createAccount();
      const token = await account.token();
      await register.kill();
      await register.restart();
      // What was acknowledged is still there, and so are the keys: the old bearer is good.
      const headers = { authorization: `Bearer ${token}` };
      expect((await client.call('GET', '/v1/self', { headers })).status).toBe(200);
    } finally {
      await register.stop();
    }
  });
});
