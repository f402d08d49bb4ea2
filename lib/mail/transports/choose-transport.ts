import { env, type Env } from '@/lib/platform/env';
import { outboxTransport } from './outbox';
import { resendTransport } from './resend';
import { parseSender } from './sender';
import { smtpTransport } from './smtp';
import type { MailTransport } from './transport';

/**
 * The way out that the settings name: Resend, else SMTP, else the outbox.
 * @throws {Error} in production when it would be the outbox
 */
export function chooseTransport(settings: Env = env()): MailTransport {
  const from = parseSender(settings.MAIL_FROM);
  if (settings.RESEND_API_KEY) {
    const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl } = settings;
    return resendTransport({ apiKey, baseUrl, from });
  }
  if (settings.SMTP_URL) {
    const requireTls = settings.APP_ENV === 'production';
    return smtpTransport({ url: settings.SMTP_URL, from, requireTls });
  }
  return outboxTransport(settings.APP_ENV, from);
}
