import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readEnv, SettingsError } from './env';

const production = {
  APP_ENV: 'production',
  ORIGIN: 'https://id.central.consent',
  RP_ID: 'central.consent',
  KEY_RING_FILE: '/run/secrets/keys.json',
  SMTP_URL: 'smtps://mail.central.consent:465',
  OPERATOR_NAME: 'Register Operator Ltd',
  OPERATOR_CONTACT: 'mailto:help@central.consent',
};

function problemsOf(settings: Record<string, string | undefined>): string {
  try {
    readEnv(settings);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'none';
}

test('a register with a name of its own has it in Welsh too, unless it is given another one there', () => {
  expect(readEnv({ RP_NAME: 'Test Register' }).RP_NAME_CY).toBe('Test Register');
  const both = readEnv({ RP_NAME: 'Test Register', RP_NAME_CY: 'Cofrestr Brawf' });
  expect(both.RP_NAME_CY).toBe('Cofrestr Brawf');
});

describe('without any setting', () => {
  test('the register is a development one on localhost:3000', () => {
    expect(readEnv({})).toMatchObject({
      APP_ENV: 'development',
      PORT: 3000,
      ORIGIN: 'http://localhost:3000',
      RP_ID: 'localhost',
      RP_NAME: 'Central Access Register',
      RP_NAME_CY: 'Y Gofrestr Fynediad Ganolog',
      DATA_DIR: './data',
      RATE_LIMIT_SCALE: 1,
      EVIDENCE_YEARS: 6,
      SWEEP_INTERVAL_S: 60,
      ALLOW_LOOPBACK_WEBHOOKS: false,
      DEMO_DATA: false,
    });
  });

  test('the origin follows the port', () => {
    expect(readEnv({ PORT: '8080' }).ORIGIN).toBe('http://localhost:8080');
  });

  test('a production build is a production register, which then misses its settings', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toContain('RP_ID: production needs it');
  });
});

test('an empty setting counts as not given', () => {
  const empty = { PORT: '', ORIGIN: '', DATABASE_URL: '', SMTP_URL: '', DEMO_DATA: '' };
  expect(readEnv(empty)).toEqual(readEnv({}));
});

test('the relying party is the host of the origin unless another is named', () => {
  expect(readEnv({ ORIGIN: 'https://id.example' }).RP_ID).toBe('id.example');
  expect(readEnv({ ORIGIN: 'https://id.example.org', RP_ID: 'example.org' }).RP_ID).toBe(
    'example.org',
  );
});

test('demo data is there in a demo, and can be left out', () => {
  expect(readEnv({ APP_ENV: 'demo' }).DEMO_DATA).toBe(true);
  expect(readEnv({ APP_ENV: 'demo', DEMO_DATA: '0' }).DEMO_DATA).toBe(false);
  expect(readEnv({ APP_ENV: 'test' }).DEMO_DATA).toBe(false);
});

test.each([
  ['APP_ENV', 'staging'],
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', 'http'],
  ['PORT', '80.5'],
  ['ORIGIN', 'id.central.consent'],
  ['ORIGIN', 'ftp://id.example'],
  ['ORIGIN', 'https://id.example/'],
  ['ORIGIN', 'https://id.example/register'],
  ['ORIGIN', 'https://user@id.example'],
  ['RP_ID', 'https://localhost'],
  ['RP_ID', 'LOCALHOST'],
  ['RP_NAME', 'x'.repeat(65)],
  ['DATABASE_URL', 'mysql://localhost/register'],
  ['DATABASE_URL', 'localhost:5432'],
  ['RESEND_BASE_URL', 'api.resend.com'],
  ['SMTP_URL', 'https://mail.example'],
  ['MAIL_FROM', 'x'],
  ['OPERATOR_EMAIL', 'operator'],
  ['OPERATOR_NAME', ' '],
  ['OPERATOR_CONTACT', 'help@central.consent'],
  ['OPERATOR_CONTACT', 'javascript:alert(1)'],
  ['OPERATOR_PHONE', 'ask Mary'],
  ['OPERATOR_PHONE', '029 2018 0000 (mornings)'],
  ['API_ORIGIN', 'api.central.consent'],
  ['API_ORIGIN', 'https://api.central.consent/v1'],
  ['PORTAL_ORIGIN', 'https://portal.central.consent/'],
  ['PORTAL_ORIGIN', 'http://localhost:3000'],
  ['BOOTSTRAP_ADMIN_ID', 'an operator'],
  ['BOOTSTRAP_ADMIN_SECRET', 'short'],
  ['ALLOW_LOOPBACK_WEBHOOKS', 'yes'],
  ['EVIDENCE_YEARS', '0'],
  ['EVIDENCE_YEARS', '2.5'],
  ['EVIDENCE_YEARS', '101'],
  ['RATE_LIMIT_SCALE', '0'],
  ['RATE_LIMIT_SCALE', '-1'],
  ['RATE_LIMIT_SCALE', 'Infinity'],
  ['SWEEP_INTERVAL_S', '0'],
  ['DEMO_DATA', 'true'],
  ['TRUSTED_PROXY_HOPS', '-1'],
  ['LOG_LEVEL', 'verbose'],
])('%s=%s stops the start, named', (name, value) => {
  expect(problemsOf({ [name]: value })).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
});

test('every wrong setting is named at once', () => {
  const problems = problemsOf({ PORT: 'x', SMTP_URL: 'x', DEMO_DATA: 'x' });
  for (const name of ['PORT', 'SMTP_URL', 'DEMO_DATA']) expect(problems).toContain(`  ${name}: `);
});

test('a wrong setting is not quoted, since it may be a secret', () => {
  const secret = 'hunter2';
  const wrong = { BOOTSTRAP_ADMIN_SECRET: secret, DATABASE_URL: `mysql://root:${secret}@db` };
  expect(problemsOf(wrong)).not.toContain(secret);
});

test.each([
  ['another site', 'evil.example'],
  ['a child of the host', 'www.id.central.consent'],
  ['a part of a name', 'l.consent'],
  ['a top-level domain', 'consent'],
])('a relying party that is %s stops the start', (_what, rpId) => {
  expect(problemsOf({ ORIGIN: 'https://id.central.consent', RP_ID: rpId })).toContain('  RP_ID: ');
});

test.each(['BOOTSTRAP_ADMIN_ID', 'BOOTSTRAP_ADMIN_SECRET'])(
  '%s without its other half stops the start',
  (name) => {
    expect(problemsOf({ [name]: 'operator-of-the-register' })).toContain('both or neither');
  },
);

describe('in production', () => {
  test('the register starts with what it needs', () => {
    expect(readEnv(production)).toMatchObject({ APP_ENV: 'production', DEMO_DATA: false });
  });

  test.each([
    ['an origin', { ORIGIN: undefined }, 'ORIGIN'],
    ['a secure origin', { ORIGIN: 'http://id.central.consent' }, 'ORIGIN'],
    ['a relying party', { RP_ID: undefined }, 'RP_ID'],
    ['a key ring', { KEY_RING_FILE: undefined }, 'KEY_RING'],
    ['a mail service', { SMTP_URL: undefined }, 'RESEND_API_KEY or SMTP_URL'],
    ['webhooks kept off loopback', { ALLOW_LOOPBACK_WEBHOOKS: '1' }, 'ALLOW_LOOPBACK_WEBHOOKS'],
    ['no demo data', { DEMO_DATA: '1' }, 'DEMO_DATA'],
  ])('it needs %s', (_what, change, name) => {
    expect(problemsOf({ ...production, ...change })).toContain(`  ${name}`);
  });

  test('all that is missing is named at once', () => {
    const problems = problemsOf({ APP_ENV: 'production' });
    for (const name of ['ORIGIN', 'RP_ID', 'KEY_RING', 'RESEND_API_KEY']) {
      expect(problems).toContain(`  ${name}`);
    }
  });

  /** The settings that the example of a deployment has, as they stand there. */
  const example = Object.fromEntries(
    readFileSync('deploy/register.env.example', 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name, value] as const];
      }),
  );
  const filledIn = { ...production, BOOTSTRAP_ADMIN_ID: 'operator' };

  test('what the example of the settings leaves to be filled in is refused by name, all of it', () => {
    const problems = problemsOf({ ...production, ...example });
    const named = [...problems.matchAll(/^ {2}(\w+): still holds/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([
      'BOOTSTRAP_ADMIN_SECRET',
      'DATABASE_URL',
      'METRICS_TOKEN',
      'OPERATOR_CONTACT',
      'OPERATOR_EMAIL',
      'OPERATOR_NAME',
      'SECURITY_CONTACT',
      'SMTP_URL',
    ]);
    expect(problems).not.toMatch(/change-me/i);
  });

  test.each([
    ['BOOTSTRAP_ADMIN_SECRET', 'CHANGE-ME'],
    ['BOOTSTRAP_ADMIN_SECRET', 'Change_Me-please'],
    ['METRICS_TOKEN', 'CHANGE-ME-to-16-characters-or-more'],
    ['DATABASE_URL', 'postgresql://register:CHANGE-ME-TOO@database:5432/register'],
    ['SMTP_URL', 'smtps://register:right@smtp.example.org:465'],
    ['MAIL_FROM', 'Central Access Register <no-reply@example.com>'],
    ['OPERATOR_EMAIL', 'operator@example.org'],
    ['OPERATOR_NAME', 'CHANGE-ME'],
    ['OPERATOR_CONTACT', 'mailto:help@example.org'],
    ['SECURITY_CONTACT', 'mailto:security@example.org'],
    ['RESEND_API_KEY', 're_…'],
    [
      'SUPPLIERS',
      JSON.stringify([
        {
          id: 'northwind',
          name: 'Northwind Energy',
          issuer: 'https://login.northwind.example',
          'client-id': 'register',
          'client-secret': 'right',
          'mpxn-claim': 'meter_points',
        },
      ]),
    ],
  ])('%s is no example: %s', (name, value) => {
    const settings = { ...filledIn, BOOTSTRAP_ADMIN_SECRET: 'r1ght-0ne', [name]: value };
    expect(problemsOf(settings)).toMatch(new RegExp(`^ {2}${name}: still holds`, 'm'));
    expect(problemsOf({ ...settings, APP_ENV: 'demo' })).not.toContain('still holds');
  });

  test('a value that only resembles an example is good', () => {
    const settings = {
      ...filledIn,
      BOOTSTRAP_ADMIN_SECRET: 'no-example-of-one',
      OPERATOR_EMAIL: 'operator@example-energy.co.uk',
      SMTP_URL: 'smtps://user:example@smtp.myexample.com:465',
    };
    expect(problemsOf(settings)).toBe('none');
  });
});

describe('further names', () => {
  const names = {
    ORIGIN: 'https://id.central.consent',
    API_ORIGIN: 'https://api.central.consent',
    PORTAL_ORIGIN: 'https://portal.central.consent',
  };

  test('are none of their own accord, and three different ones at most', () => {
    expect(readEnv({}).API_ORIGIN).toBeUndefined();
    expect(readEnv(names)).toMatchObject(names);
    expect(problemsOf({ ...names, API_ORIGIN: names.ORIGIN })).toContain('API_ORIGIN: its host');
    expect(problemsOf({ ...names, PORTAL_ORIGIN: names.API_ORIGIN })).toContain(
      'PORTAL_ORIGIN: its host',
    );
    // A scheme apart is no other host.
    expect(problemsOf({ ...names, API_ORIGIN: 'http://id.central.consent' })).toContain(
      'API_ORIGIN',
    );
  });

  test('need https in production', () => {
    const problems = problemsOf({ ...production, API_ORIGIN: 'http://api.central.consent' });
    expect(problems).toContain('API_ORIGIN: production needs one that starts with https://');
  });
});

describe('who runs the register', () => {
  test('is named in production', () => {
    const { OPERATOR_NAME: _name, OPERATOR_CONTACT: _contact, ...unnamed } = production;
    expect(problemsOf(production)).toBe('none');
    expect(problemsOf(unnamed)).toContain('OPERATOR_NAME: production needs it');
    expect(problemsOf(unnamed)).toContain('OPERATOR_CONTACT: production needs it');
  });

  test('is named whole or not at all elsewhere', () => {
    expect(problemsOf({ OPERATOR_NAME: 'Register Operator Ltd' })).toContain('both or neither');
    expect(problemsOf({ OPERATOR_PHONE: '029 2018 0000' })).toContain('needs OPERATOR_NAME');
    expect(problemsOf({ ...production, OPERATOR_PHONE: '+44 (0)29 2018-0000' })).toBe('none');
    expect(problemsOf({})).toBe('none');
  });
});
