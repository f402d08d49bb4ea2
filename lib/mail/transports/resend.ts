import { Resend } from 'resend';
import { automaticHeaders } from './automatic-headers';
import { headerText } from './header-text';
import { MailTransportError } from './mail-transport-error';
import { formatSender, type Sender } from './sender';
import type { MailAttachment, MailTransport } from './transport';

const TIMEOUT_MS = 15_000;
/** Refusals that pass: another try with this key is under way (409), too many mails at once (429). */
const PASSING = [409, 429];

function isFinal(status: number | null): boolean {
  return status !== null && status >= 400 && status < 500 && !PASSING.includes(status);
}

/** The API takes the bytes of a file in base64. */
function toWire({ filename, contentType, content }: MailAttachment) {
  return { filename, contentType, content: Buffer.from(content).toString('base64') };
}

export interface ResendSettings {
  apiKey: string;
  /** Resend's own address if left out. */
  baseUrl: string | undefined;
  from: Sender;
  timeoutMs?: number;
}

/** Sends through Resend; the mail's id is the idempotency key, so that a retry makes no second mail. */
export function resendTransport(settings: ResendSettings): MailTransport {
  const resend = new Resend(settings.apiKey, { baseUrl: settings.baseUrl });
  return {
    name: 'resend',
    async send(mail) {
      const options = {
        idempotencyKey: mail.id,
        signal: AbortSignal.timeout(settings.timeoutMs ?? TIMEOUT_MS),
      };
      const { data, error } = await resend.emails.send(
        {
          from: formatSender(settings.from),
          to: mail.to,
          subject: headerText(mail.subject),
          html: mail.html,
          text: mail.text,
          headers: automaticHeaders,
          ...(mail.attachments ? { attachments: mail.attachments.map(toWire) } : {}),
        },
        options,
      );
      // It never throws, and a proxy's empty answer is neither data nor error.
      if (data?.id) return;
      const status = error?.statusCode ?? null;
      throw new MailTransportError('resend', status, isFinal(status));
    },
  };
}
