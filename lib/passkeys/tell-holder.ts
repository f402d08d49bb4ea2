import type { Tx } from '@/lib/db/database';
import { queueMail } from '@/lib/mail/queue-mail';
import type { Locale } from '@/lib/platform/locale';

interface Told {
  holderId: string;
  locale: Locale;
  /** An address that is told already, by its look-up hash: never a mailbox that only looks alike. */
  but?: string | null;
}

/**
 * Tells every address of a holder's records what happened to a passkey, one mail for each exact address. Never left
 * out for a limit: it is how somebody learns that another has their mailbox.
 */
export async function tellHolder(
  tx: Tx,
  { holderId, locale, but }: Told,
  kind: 'portal-passkey-added' | 'portal-passkey-removed',
  credentialId: string,
): Promise<void> {
  const records = await tx.identityRecord.findMany({
    where: { holderId, emailHash: { not: null }, ...(but ? { NOT: { emailHash: but } } : {}) },
    orderBy: { createdAt: 'asc' },
    distinct: ['emailHash'],
  });
  for (const { ir } of records) {
    await queueMail(tx, { kind, ir, subjectRef: credentialId, locale });
  }
}
