import type { Tx } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { queueMail } from '@/lib/mail/queue-mail';
import { now } from '@/lib/platform/clock';
import { consentBases } from '@/lib/vocabulary/legal-bases';

interface FurtherConsent {
  ak: string;
  ir: string;
  account: Account;
}

function yearBefore(at: Date): Date {
  const earlier = new Date(at);
  earlier.setUTCFullYear(earlier.getUTCFullYear() - 1);
  return earlier;
}

/** Whether this organisation has had a consent of this person confirmed within a year. */
async function hadConfirmed(tx: Tx, { ak, ir, account }: FurtherConsent): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM access_records
     WHERE ir = ${ir} AND account_id = ${account.id} AND ak <> ${ak}
       AND legal_basis = ANY (${[...consentBases]})
       AND (customer_confirmation ->> 'confirmed-at')::timestamptz > ${yearBefore(now())}
     LIMIT 1`;
  return rows.length > 0;
}

/**
 * Tells the customer at once of a consent that is registered without asking them, where the same organisation had
 * asked within a year (docs/api/proposals.md#never-widened-behind-the-customers-back). Never left out for a limit:
 * then nothing is registered. @throws {RateLimitError}
 */
export async function notifyOfFurtherConsent(tx: Tx, consent: FurtherConsent): Promise<void> {
  const { ak, ir, account } = consent;
  const person = await tx.identityRecord.findUniqueOrThrow({ where: { ir } });
  if (!person.emailHash || !(await hadConfirmed(tx, consent))) return;
  const mail = { ir, subjectRef: ak, locale: 'en', causedBy: account } as const;
  await queueMail(tx, { kind: 'consent-not-asked', ...mail });
}
