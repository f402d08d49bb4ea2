import type { PortalSession } from '@/lib/db/generated/client';
import { mpxnEnding } from '@/lib/meter-points/mpxn';
import { now } from '@/lib/platform/clock';
import { db } from '@/lib/db/database';
import type { PortalListView } from './dto';
import { toPortalEntry } from './entry';
import { listLooks } from './list-looks';
import { openMeterPoints } from './meter-points';
import { findWayBack } from './return-link';
import { seenRecords } from './seen-records';
import { hasLeft, seesWhole } from './stays';

/**
 * What the customer's list shows: warnings of what nobody registered, then what is active, then what has
 * ended. Null when the session stands for nobody (any more).
 */
export async function listPortalRecords(session: PortalSession): Promise<PortalListView | null> {
  const at = now();
  const seen = await seenRecords(session, at);
  if (!seen) return null;
  const { customer, rows } = seen;
  const entries = rows.map((row) => toPortalEntry(row, customer, at));
  const isWarning = ({ discovery }: (typeof entries)[number]) => discovery?.isSuperseded === false;
  const isActive = ({ state }: (typeof entries)[number]) => state === 'ACTIVE';
  const active = entries.filter(isActive);
  // What the customer can end is not to be looked for below what they cannot.
  const isTheirs = ({ mayWithdraw }: (typeof entries)[number]) => mayWithdraw;
  return {
    ending: mpxnEnding(customer.mpxn),
    isWhole: seesWhole(customer),
    warnings: entries.filter(isWarning),
    active: [...active.filter(isTheirs), ...active.filter((entry) => !isTheirs(entry))],
    ended: entries.filter((entry) => !isActive(entry) && !isWarning(entry)),
    looks: await listLooks(customer),
    back: await findWayBack(session, rows),
    hasLeft: hasLeft(customer),
    mayChange: (await openMeterPoints(db(), session)).length > 1,
  };
}
