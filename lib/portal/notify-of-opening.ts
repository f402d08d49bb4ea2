import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { isWithinLimits } from '@/lib/limits/consume-limits';
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
 * Whether a mailbox is told of one more opening in this hour. Somebody who invents occupants could else
 * bury it; and whoever wants an opening to go unseen must first have this mailbox warned of ten others.
 */
function isWithinMailLimit(tx: Tx, record: Addressee): Promise<boolean> {
  return isWithinLimits(tx, [openingMailUse(record)]);
}

/**
 * Mails the other occupants, one mail for each exact address, and answers how many were told. What a
 * session proved by mail are all records of that very address, so that nobody else is left out: no mailbox
 * that only looks alike, and no address that an organisation wrote on the record that a passkey opens. The
 * mails are those of the account on whose word the session stands there; of none where it is a supplier's.
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
    if (!(await isWithinMailLimit(tx, record))) continue;
    notified.add(emailHash);
    await queueMail(tx, { kind: 'portal-opened', ir, subjectRef: session.id, locale, causedBy });
  }
  return notified.size;
}

/**
 * The first time that a record, or a supplier's customer, opens a meter point, the other current
 * occupants with an address are told; left out is only the exact address that this session proved by
 * mail (docs/ceremonies.md#who-may-see-all).
 */
export async function notifyOthersOfOpening(
  tx: Tx,
  session: PortalSession,
  { mpxn, locale }: { mpxn: string; locale: Locale },
): Promise<void> {
  const customer = await findCustomer(tx, session, now());
  // Who is yet to move in opens nothing but what they gave themselves: the others hear of it on the day.
  if (customer && !hasBegun(customer)) return;
  // Who has left sees their own time only, which is no news to whoever lives there now. Nor is it their
  // first opening: should the Change of Tenancy be taken back, that is still to be told.
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
