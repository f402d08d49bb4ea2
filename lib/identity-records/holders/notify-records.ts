import type { Tx } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import type { Asker } from '@/lib/mail/mail-limits';
import { queueMail } from '@/lib/mail/queue-mail';
import type { Locale } from '@/lib/platform/locale';

interface PasskeyNotification<Addressed> {
  locale: Locale;
  /** The account in whose flow it happened, whose mails these are; null: in the portal, or by the operator. */
  causedBy: Asker | null;
  /** What the mail is about, by the record's id. */
  refOf: (ir: string) => string | undefined;
  /** The record of an address that is told already. */
  but?: Pick<IdentityRecord, 'emailHash'>;
  /** Whether an address is told, where that may be left out. */
  isWithinLimit?: (record: Addressed) => Promise<boolean>;
}

/**
 * Tells every address of some records what happened to a passkey on them, one mail an address. That one was
 * made is never left out for a limit, since it is how somebody learns that another has their mailbox: where a
 * limit is spent, nothing happens to the passkey either.
 *
 * @throws {RateLimitError}
 */
export async function notifyRecords<Addressed extends Pick<IdentityRecord, 'ir' | 'emailHash'>>(
  tx: Tx,
  records: readonly Addressed[],
  kind: 'portal-passkey-added' | 'portal-passkey-removed',
  { locale, causedBy, refOf, but, isWithinLimit }: PasskeyNotification<Addressed>,
): Promise<void> {
  const notified = new Set([but?.emailHash ?? null, null]);
  for (const record of records) {
    const { ir, emailHash } = record;
    const subjectRef = refOf(ir);
    if (notified.has(emailHash) || subjectRef === undefined) continue;
    notified.add(emailHash);
    if (isWithinLimit && !(await isWithinLimit(record))) continue;
    await queueMail(tx, { kind, ir, subjectRef, locale, causedBy });
  }
}
