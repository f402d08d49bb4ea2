import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { queueMail } from '@/lib/mail/queue-mail';
import { findRunningRecords } from '@/lib/meter-points/current-occupant';
import { now } from '@/lib/platform/clock';
import type { Locale } from '@/lib/platform/locale';
import { provedRecords } from './proved';
import { findCustomer, hasBegun, hasLeft } from './stays';

/** Marks the proved records at the meter point as having opened it; true if one of them did so first. */
async function markOpened(tx: Tx, session: PortalSession, mpxn: string): Promise<boolean> {
  const own = await provedRecords(tx, session);
  const irs = own.filter((record) => record.mpxn === mpxn).map(({ ir }) => ir);
  const { count } = await tx.identityRecord.updateMany({
    where: { ir: { in: irs }, portalOpenedAt: null },
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
 * The first time that a record, or a supplier's customer, opens a meter point, the other current
 * occupants with an address are told, one mail an address (ceremonies, "Who may see all").
 */
export async function tellOthersOfOpening(
  tx: Tx,
  session: PortalSession,
  { mpxn, locale }: { mpxn: string; locale: Locale },
): Promise<void> {
  const customer = await findCustomer(tx, session, now());
  // Who is yet to move in opens nothing but what they gave themselves: the others hear of it on the day.
  if (customer && !hasBegun(customer)) return;
  if (!(await markOpened(tx, session, mpxn))) return;
  // Who has left sees their own time only, which is no news to whoever lives there now.
  if (!customer || hasLeft(customer)) return;
  const own = await provedRecords(tx, session);
  const known = new Set(own.map(({ mailboxHash }) => mailboxHash));
  const ownHolders = new Set(own.map(({ holderId }) => holderId));
  const told = new Set<string>();
  for (const record of await findRunningRecords(tx, mpxn, now())) {
    const { ir, holderId, mailboxHash } = record;
    if (mailboxHash === null || known.has(mailboxHash) || ownHolders.has(holderId)) continue;
    if (told.has(mailboxHash)) continue;
    told.add(mailboxHash);
    await queueMail(tx, { kind: 'portal-opened', ir, subjectRef: session.id, locale });
  }
  await recordAudit(tx, {
    type: 'portal.opened-first',
    ir: session.ir,
    detail: { session: session.id, told: told.size },
  });
}
