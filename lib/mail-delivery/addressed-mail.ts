import type { MailAttachment } from '@/lib/mail/transports/transport';
import type { MailFacts } from '@/lib/mail/templates/mail-facts';

/** A mail with the address it goes to and what it says. */
export interface AddressedMail {
  to: string;
  facts: MailFacts;
  attachments?: MailAttachment[];
  /** The account that asked, and the re-identification it belongs to, for the audit. */
  accountId: string | null;
  tokenRef: string | null;
}
