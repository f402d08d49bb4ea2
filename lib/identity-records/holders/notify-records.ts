import type { Tx } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import type { Asker } from '@/lib/mail/mail-limits';
import { queueMail } from '@/lib/mail/queue-mail';
import type { Locale } from '@/lib/platform/locale';

interface PasskeyNotification<Addressed> {
  locale: Locale;
  /**
   * The account in whose flow it happened, against which the mails count; null when it happened in the portal
   * or the operator did it.
   */
  causedBy: Asker | null;
  /** What the mail is about, by the record's id. */
  refOf: (ir: string) => string | undefined;
  /** The record of an address that is already notified. */
  but?: Pick<IdentityRecord, 'emailHash'>;
  /**
   * Uses the limit of mails to an address, and answers whether it had room. Left out where a spent limit
   * refuses the whole change.
   */
  tryConsumeLimit?: (record: Addressed) => Promise<boolean>;
}

/**
 * Notifies every address of some records of what happened to a passkey on them, by one mail for each address.
 * A limit never leaves out that a passkey was made, since that is how somebody learns that another person
 * reads their mailbox: where the limit is spent, the passkey is not made either.
 *
 * @throws {RateLimitError}
 */
export async function notifyRecords<Addressed extends Pick<IdentityRecord, 'ir' | 'emailHash'>>(
  tx: Tx,
  records: readonly Addressed[],
  kind: 'portal-passkey-added' | 'portal-passkey-removed',
  { locale, causedBy, refOf, but, tryConsumeLimit }: PasskeyNotification<Addressed>,
): Promise<void> {
  const notified = new Set([but?.emailHash ?? null, null]);
  for (const record of records) {
    const { ir, emailHash } = record;
    const subjectRef = refOf(ir);
    if (notified.has(emailHash) || subjectRef === undefined) continue;
    notified.add(emailHash);
    if (tryConsumeLimit && !(await tryConsumeLimit(record))) continue;
    await queueMail(tx, { kind, ir, subjectRef, locale, causedBy });
  }
}
