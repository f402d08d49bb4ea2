import type { Tx } from '@/lib/db/database';
import type { Asker } from '@/lib/mail/mail-limits';
import { queueMail } from '@/lib/mail/queue-mail';
import type { Locale } from '@/lib/platform/locale';

interface Told {
  holderId: string;
  locale: Locale;
  /** The account in whose flow it happened, whose mails these are; null: in the portal. */
  causedBy: Asker | null;
  /** A mailbox that is told already, by its hash. */
  but?: string | null;
}

/**
 * Tells every address of a holder's records what happened to a passkey, one mail an address. Never left
 * out for a limit, since it is how somebody learns that another has their mailbox: where an account's limit
 * is spent, nothing happens to the passkey either.
 *
 * @throws {RateLimitError}
 */
export async function tellHolder(
  tx: Tx,
  { holderId, locale, causedBy, but }: Told,
  kind: 'portal-passkey-added' | 'portal-passkey-removed',
  credentialId: string,
): Promise<void> {
  const records = await tx.identityRecord.findMany({
    where: { holderId, emailHash: { not: null }, ...(but ? { NOT: { mailboxHash: but } } : {}) },
    orderBy: { createdAt: 'asc' },
    distinct: ['mailboxHash'],
  });
  for (const { ir } of records) {
    await queueMail(tx, { kind, ir, subjectRef: credentialId, locale, causedBy });
  }
}
