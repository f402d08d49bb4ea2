import type { Tx } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import { queueMail } from '@/lib/mail/queue-mail';
import type { Locale } from '@/lib/platform/locale';

interface Told {
  locale: Locale;
  /** What the mail is about, by the record's id. */
  refOf: (ir: string) => string | undefined;
  /** The record of an address that is told already. */
  but?: Pick<IdentityRecord, 'emailHash'>;
}

/**
 * Tells every address of some records what happened to a passkey on them, one mail an address. Never left
 * out for a limit: it is how somebody learns that another has their mailbox.
 */
export async function tellRecords(
  tx: Tx,
  records: readonly Pick<IdentityRecord, 'ir' | 'emailHash'>[],
  kind: 'portal-passkey-added' | 'portal-passkey-removed',
  { locale, refOf, but }: Told,
): Promise<void> {
  const told = new Set([but?.emailHash ?? null, null]);
  for (const { ir, emailHash } of records) {
    const subjectRef = refOf(ir);
    if (told.has(emailHash) || subjectRef === undefined) continue;
    told.add(emailHash);
    await queueMail(tx, { kind, ir, subjectRef, locale });
  }
}
