import type { Tx } from '@/lib/db/database';
import { queueMail } from '@/lib/mail/queue-mail';
import type { Locale } from '@/lib/platform/locale';

interface Told {
  holderId: string;
  locale: Locale;
  /** A mailbox that is told already, by its hash. */
  but?: string | null;
}

/**
 * Tells every address of a holder's records what happened to a passkey, one mail an address. Never left
 * out for a limit: it is how somebody learns that another has their mailbox.
 */
export async function tellHolder(
  tx: Tx,
  { holderId, locale, but }: Told,
  kind: 'portal-passkey-added' | 'portal-passkey-removed',
  credentialId: string,
): Promise<void> {
  const records = await tx.identityRecord.findMany({
    where: { holderId, emailHash: { not: null }, ...(but ? { NOT: { mailboxHash: but } } : {}) },
    orderBy: { createdAt: 'asc' },
    distinct: ['mailboxHash'],
  });
  for (const { ir } of records) {
    await queueMail(tx, { kind, ir, subjectRef: credentialId, locale });
  }
}
