/** A file that goes with a mail: text of ASCII, so that every transport sends the same bytes. */
export interface MailAttachment {
  filename: string;
  contentType: string;
  content: string;
}

/** A mail ready to go. Its id makes sending it again harmless. */
export interface OutgoingMail {
  id: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  attachments?: MailAttachment[];
}

/** One way out for mails. */
export interface MailTransport {
  name: 'resend' | 'smtp' | 'outbox';
  /** Resolves once the mail is taken over. @throws {MailTransportError} when it is not */
  send(mail: OutgoingMail): Promise<void>;
}
