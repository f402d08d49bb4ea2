import { createTransport } from 'nodemailer';
import { automaticHeaders } from './automatic-headers';
import { headerText } from './header-text';
import { MailTransportError } from './mail-transport-error';
import type { Sender } from './sender';
import type { MailTransport } from './transport';

const TIMEOUT_MS = 15_000;

export interface SmtpSettings {
  url: string;
  from: Sender;
  /** Refuse to speak in clear; `?requireTLS=false` in the URL overrides it for a relay next door. */
  requireTls: boolean;
  timeoutMs?: number;
}

function replyCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('responseCode' in error)) return null;
  return typeof error.responseCode === 'number' ? error.responseCode : null;
}

/**
 * The URL with what it leaves open set. As query parameters, since nodemailer forgets every other
 * option beside a URL.
 */
function connectionUrl({ url, requireTls, timeoutMs = TIMEOUT_MS }: SmtpSettings): string {
  const connection = new URL(url);
  const defaults = {
    requireTLS: requireTls,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  for (const [name, value] of Object.entries(defaults)) {
    if (!connection.searchParams.has(name)) connection.searchParams.set(name, String(value));
  }
  return connection.href;
}

/**
 * Sends through an SMTP server. SMTP has no idempotency: a retry after a lost answer may arrive twice, but
 * with one Message-ID, by which mail programs recognise a duplicate.
 */
export function smtpTransport(settings: SmtpSettings): MailTransport {
  const smtp = createTransport(connectionUrl(settings));
  const domain = settings.from.address.split('@')[1] ?? '';
  return {
    name: 'smtp',
    async send(mail) {
      try {
        await smtp.sendMail({
          messageId: `<${mail.id}@${domain}>`,
          from: settings.from,
          // As an object it is one recipient, whatever characters it holds.
          to: { name: '', address: mail.to },
          subject: headerText(mail.subject),
          html: mail.html,
          text: mail.text,
          // Nodemailer's base64 breaks characters beyond the BMP apart where it folds a header.
          textEncoding: 'quoted-printable',
          headers: { ...automaticHeaders },
          ...(mail.attachments ? { attachments: mail.attachments } : {}),
        });
      } catch (error) {
        const status = replyCode(error);
        // 4xx asks to try again later (greylisting), 5xx not to.
        throw new MailTransportError('smtp', status, status !== null && status >= 500);
      }
    },
  };
}
