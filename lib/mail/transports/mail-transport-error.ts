import type { MailTransport } from './transport';

/**
 * A mail that a transport did not take. Carries the answer's status and nothing else of it: mail
 * services quote addresses in their error texts.
 */
export class MailTransportError extends Error {
  override name = 'MailTransportError';

  constructor(
    readonly transport: MailTransport['name'],
    /** HTTP status or SMTP reply code; null when there was no answer. */
    readonly status: number | null,
    /** Whether a retry would be refused again, and so is pointless. */
    readonly isFinal: boolean,
  ) {
    super(`${transport} ${status === null ? 'gave no answer' : `answered ${status}`}`);
  }
}
