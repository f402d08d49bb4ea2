/** A mail that could not be sent now; the queue tries again. Its reason holds nothing personal. */
export class MailNotSentError extends Error {
  override name = 'MailNotSentError';

  constructor(
    readonly mailId: string,
    readonly reason: string,
  ) {
    super(`${mailId} was not sent: ${reason}`);
  }
}
