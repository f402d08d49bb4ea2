import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import type { Env } from '@/lib/platform/env';
import { headerText } from './header-text';
import { MailTransportError } from './mail-transport-error';
import { formatSender, type Sender } from './sender';
import type { MailTransport } from './transport';

/**
 * Keeps mails in a table for `/dev/outbox` to show, links and all.
 * @throws {Error} in production, where nothing may keep a customer's link
 */
export function outboxTransport(appEnv: Env['APP_ENV'], from: Sender): MailTransport {
  if (appEnv === 'production') throw new Error('production has no outbox');
  return {
    name: 'outbox',
    async send(mail) {
      const row = {
        to: mail.to,
        from: formatSender(from),
        subject: headerText(mail.subject),
        html: mail.html,
        text: mail.text,
        attachments: (mail.attachments ?? []).map((attachment) => ({ ...attachment })),
        sentAt: now(),
      };
      try {
        await db().outboxMail.upsert({
          where: { id: mail.id },
          create: { id: mail.id, ...row },
          update: {},
        });
      } catch {
        // Not passed on as a cause: a database error may quote the row.
        throw new MailTransportError('outbox', null, false);
      }
    },
  };
}
