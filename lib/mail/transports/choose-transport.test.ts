import { expect, test } from 'vitest';
import { readEnv } from '@/lib/platform/env';
import { isOutboxShown } from '../is-outbox-shown';
import { chooseTransport } from './choose-transport';

const ways = {
  resend: { RESEND_API_KEY: 're_x' },
  smtp: { SMTP_URL: 'smtp://mail.example:587' },
};

test('Resend goes before SMTP, and SMTP before the outbox', () => {
  const base = { APP_ENV: 'demo' };
  expect(chooseTransport(readEnv({ ...base, ...ways.resend, ...ways.smtp })).name).toBe('resend');
  expect(chooseTransport(readEnv({ ...base, ...ways.smtp })).name).toBe('smtp');
  expect(chooseTransport(readEnv(base)).name).toBe('outbox');
});

test('in production there is no outbox to send to', () => {
  const settings = { ...readEnv({ APP_ENV: 'demo' }), APP_ENV: 'production' as const };
  expect(() => chooseTransport(settings)).toThrow('production has no outbox');
});

test.each(['demo', 'development', 'test'])(
  'the outbox is shown in %s when mails go there',
  (APP_ENV) => {
    expect(isOutboxShown(readEnv({ APP_ENV }))).toBe(true);
    expect(isOutboxShown(readEnv({ APP_ENV, ...ways.resend }))).toBe(false);
    expect(isOutboxShown(readEnv({ APP_ENV, ...ways.smtp }))).toBe(false);
  },
);

test('the outbox is never shown in production, whatever else is set', () => {
  for (const way of [{}, ways.resend, ways.smtp]) {
    const settings = { ...readEnv({ APP_ENV: 'demo', ...way }), APP_ENV: 'production' as const };
    expect(isOutboxShown(settings)).toBe(false);
  }
});
