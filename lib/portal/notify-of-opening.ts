import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { tryConsumeLimits } from '@/lib/limits/consume-limits';
import { openingMailUse, type Addressee } from '@/lib/mail/mail-limits';
import { queueMail } from '@/lib/mail/queue-mail';
import { findRunningRecords } from '@/lib/identity-records/occupancy/current-occupant';
import { now } from '@/lib/platform/clock';
import type { Locale } from '@/lib/platform/locale';
import { provedRecords, type ProvedRecord } from './proved';
import { findCustomer, hasBegun, hasLeft } from './customer-of-session';

/** Marks the proved records at the meter point as having opened it; true if one of them did so first. */
async function markOpened(tx: Tx, session: PortalSession, own: ProvedRecord[]): Promise<boolean> {
  const { count } = await tx.identityRecord.updateMany({
    where: { ir: { in: own.map(({ ir }) => ir) }, portalOpenedAt: null },
    data: { portalOpenedAt: now() },
  });
  if (count > 0) return true;
  const customer = await tx.supplierCustomer.updateMany({
    where: { id: session.customerId ?? '', portalOpenedAt: null },
    data: { portalOpenedAt: now() },
  });
  return customer.count > 0;
}

/**
 * Uses the limit of a mailbox for mails about openings, and answers whether it had room. Without a limit
 * somebody who invents occupants could flood the mailbox; and whoever wants an opening to go unnoticed must
 * first have this mailbox warned of ten others.
 */
function tryConsumeMailLimit(tx: Tx, record: Addressee): Promise<boolean> {
  return tryConsumeLimits(tx, [openingMailUse(record)]);
}

/**
 * Mails the other occupants, one mail for each exact address, and answers how many addresses that were. Of a
 * session that was proved by mail all own records hold exactly that address, so that nobody else is left out:
 * no mailbox that only looks alike, and no address that an organisation wrote on the record that a passkey
 * opens. The mails count against the account whose record opened the meter point, and against none where a
 * supplier's sign-in did.
 */
async function notifyOthers(
  tx: Tx,
  session: PortalSession,
  { mpxn, locale, own }: { mpxn: string; locale: Locale; own: ProvedRecord[] },
): Promise<number> {
  const ownIrs = new Set(own.map(({ ir }) => ir));
  const causedBy = own[0]?.account ?? null;
  const notified = new Set<string | null>();
  for (const record of await findRunningRecords(tx, mpxn, now())) {
    const { ir, emailHash } = record;
    if (ownIrs.has(ir) || notified.has(emailHash)) continue;
    if (!(await tryConsumeMailLimit(tx, record))) continue;
    notified.add(emailHash);
    await queueMail(tx, { kind: 'portal-opened', ir, subjectRef: session.id, locale, causedBy });
  }
  return notified.size;
}

/**
 * Notifies the other current occupants with an address the first time that a record, or a supplier's
 * customer, opens a meter point. Only the exact address that this session proved by mail is left out
 * (docs/ceremonies.md#who-may-see-all).
 */
export async function notifyOthersOfOpening(
  tx: Tx,
  session: PortalSession,
  { mpxn, locale }: { mpxn: string; locale: Locale },
): Promise<void> {
  const customer = await findCustomer(tx, session, now());
  // Somebody who is yet to move in sees only what they gave themselves: the others are notified on
  // the day of the move.
  if (customer && !hasBegun(customer)) return;
  // Somebody who has left sees only their own time, which does not concern whoever lives there now.
  // Nor is it marked as their first opening, so that the others are notified if the Change of
  // Tenancy is taken back.
  if (!customer || hasLeft(customer)) return;
  const proved = await provedRecords(tx, session);
  const own = proved.filter((record) => record.mpxn === mpxn);
  if (!(await markOpened(tx, session, own))) return;
  const notified = await notifyOthers(tx, session, { mpxn, locale, own });
  await recordAudit(tx, {
    type: 'portal.opened-first',
    ir: session.ir,
    detail: { session: session.id, told: notified },
  });
}
