import type { Tx } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import type { Asker } from '@/lib/mail/mail-limits';
import { queueMail } from '@/lib/mail/queue-mail';
import type { Locale } from '@/lib/platform/locale';

interface Told {
  locale: Locale;
  /** The account in whose flow it happened, whose mails these are; null: in the portal, or by the operator. */
  causedBy: Asker | null;
  /** What the mail is about, by the record's id. */
  refOf: (ir: string) => string | undefined;
  /** The record of an address that is told already. */
  but?: Pick<IdentityRecord, 'emailHash'>;
}

/**
 * Tells every address of some records what happened to a passkey on them, one mail an address. Never left
 * out for a limit, since it is how somebody learns that another has their mailbox: where an account's limit
 * is spent, nothing happens to the passkey either.
 *
 * @throws {RateLimitError}
 */
export async function tellRecords(
  tx: Tx,
  records: readonly Pick<IdentityRecord, 'ir' | 'emailHash'>[],
  kind: 'portal-passkey-added' | 'portal-passkey-removed',
  { locale, causedBy, refOf, but }: Told,
): Promise<void> {
  const told = new Set([but?.emailHash ?? null, null]);
  for (const { ir, emailHash } of records) {
    const subjectRef = refOf(ir);
    if (told.has(emailHash) || subjectRef === undefined) continue;
    told.add(emailHash);
    await queueMail(tx, { kind, ir, subjectRef, locale, causedBy });
  }
}
