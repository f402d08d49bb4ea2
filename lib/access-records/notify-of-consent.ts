import type { Tx } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { tryConsumeLimits } from '@/lib/limits/consume-limits';
import { confirmedMailUse } from '@/lib/mail/mail-limits';
import { queueMail } from '@/lib/mail/queue-mail';
import { yearsBefore } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { consentBases } from '@/lib/vocabulary/legal-bases';

interface RegisteredConsent {
  ak: string;
  ir: string;
  account: Account;
  /** The token-ref by which the customer has just confirmed it; null: nobody asked them. */
  confirmationRef: string | null;
}

/** Whether this organisation has had a consent of this person confirmed within a year. */
async function hadConfirmed(tx: Tx, { ak, ir, account }: RegisteredConsent): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM access_records
     WHERE ir = ${ir} AND account_id = ${account.id} AND ak <> ${ak}
       AND legal_basis = ANY (${[...consentBases]})
       AND (customer_confirmation ->> 'confirmed-at')::timestamptz > ${yearsBefore(now(), 1)}
     LIMIT 1`;
  return rows.length > 0;
}

/**
 * Tells the customer of a consent that is registered, or made by a replacement, if an address is stored for them.
 *
 * Of one that they confirmed they are told what it allows, with its receipt
 * (docs/api/proposals.md#registering-what-was-confirmed). They pressed for it themselves: beyond its limit the mail
 * is left out and not the consent. One that nobody asked them for is told at once where the same organisation had
 * asked within a year (docs/api/proposals.md#never-widened-behind-the-customers-back), and never left out for a
 * limit: then nothing is registered.
 *
 * @throws {RateLimitError}
 */
export async function notifyOfConsent(tx: Tx, consent: RegisteredConsent): Promise<void> {
  const { ak, ir, account, confirmationRef } = consent;
  const person = await tx.identityRecord.findUniqueOrThrow({ where: { ir } });
  if (!person.emailHash) return;
  const mail = { ir, locale: 'en', causedBy: account } as const;
  if (confirmationRef === null) {
    if (!(await hadConfirmed(tx, consent))) return;
    return queueMail(tx, { kind: 'consent-not-asked', subjectRef: ak, ...mail });
  }
  if (!(await tryConsumeLimits(tx, [confirmedMailUse(person, account)]))) return;
  return queueMail(tx, { kind: 'consent-confirmed', subjectRef: confirmationRef, ...mail });
}
