import { env, type Env } from '@/lib/platform/env';

/** Whether `/dev/outbox` exists: only where mails go there, and never in production. */
export function isOutboxShown(settings: Env = env()): boolean {
  const isElsewhere = Boolean(settings.RESEND_API_KEY ?? settings.SMTP_URL);
  return settings.APP_ENV !== 'production' && !isElsewhere;
}
