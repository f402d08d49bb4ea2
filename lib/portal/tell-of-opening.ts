import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { consumeLimits } from '@/lib/limits/consume-limits';
import { openingMailUse, type Addressee } from '@/lib/mail/mail-limits';
import { queueMail } from '@/lib/mail/queue-mail';
import { findRunningRecords } from '@/lib/meter-points/current-occupant';
import { now } from '@/lib/platform/clock';
import { RateLimitError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/locale';
import { provedRecords } from './proved';
import { findCustomer, hasLeft } from './stays';

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
 * Whether a mailbox is told of one more opening in this hour. Somebody who invents occupants could else
 * bury it; and whoever wants an opening to go unseen must first have this mailbox warned of ten others.
 */
async function isTold(tx: Tx, record: Addressee): Promise<boolean> {
  try {
    await consumeLimits(tx, [openingMailUse(record)]);
    return true;
  } catch (error) {
    if (error instanceof RateLimitError) return false;
    throw error;
  }
}

/** The account on whose word the session stands at this meter point; null: a supplier's. */
async function findOpener(tx: Tx, own: { accountId: string; mpxn: string | null }[], mpxn: string) {
  const opened = own.find((record) => record.mpxn === mpxn);
  return opened ? tx.account.findUnique({ where: { id: opened.accountId } }) : null;
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
  if (!(await markOpened(tx, session, mpxn))) return;
  const customer = await findCustomer(tx, session, now());
  // Who has left sees their own time only, which is no news to whoever lives there now.
  if (!customer || hasLeft(customer)) return;
  const own = await provedRecords(tx, session);
  const known = new Set(own.map(({ mailboxHash }) => mailboxHash));
  const ownHolders = new Set(own.map(({ holderId }) => holderId));
  const causedBy = await findOpener(tx, own, mpxn);
  const told = new Set<string>();
  for (const record of await findRunningRecords(tx, mpxn, now())) {
    const { ir, holderId, mailboxHash } = record;
    if (mailboxHash === null || known.has(mailboxHash) || ownHolders.has(holderId)) continue;
    if (told.has(mailboxHash)) continue;
    if (!(await isTold(tx, record))) continue;
    told.add(mailboxHash);
    await queueMail(tx, { kind: 'portal-opened', ir, subjectRef: session.id, locale, causedBy });
  }
  await recordAudit(tx, {
    type: 'portal.opened-first',
    ir: session.ir,
    detail: { session: session.id, told: told.size },
  });
}
