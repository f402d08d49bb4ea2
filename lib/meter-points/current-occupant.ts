import type { Db } from '@/lib/db/database';
import { londonDateOf, parseDate } from '@/lib/platform/calendar';
import { withCredentials, type RecordWithCredentials } from '@/lib/passkeys/usable-credentials';

/** More records than this of one occupant are not looked at; the newest count. */
const MOST_RECORDS = 50;

/**
 * The Identity Records of a meter point's current occupant, newest first, whoever created them: of the
 * records that are not anonymised and not from before the latest Change of Tenancy in effect (00:00
 * Europe/London of its date), those of the latest move-in date (contract §5). Empty: none known.
 */
export async function findOccupantRecords(
  db: Db,
  mpxn: string,
  at: Date,
): Promise<RecordWithCredentials[]> {
  const today = parseDate(londonDateOf(at));
  const tenancy = await db.tenancyChange.findFirst({
    where: { mpxn, effectiveDate: { lte: today } },
    orderBy: { effectiveDate: 'desc' },
  });
  const since = tenancy ? { gte: tenancy.effectiveDate } : {};
  const latest = await db.identityRecord.findFirst({
    where: { mpxn, moveInDate: { not: null, ...since } },
    orderBy: { moveInDate: 'desc' },
  });
  if (!latest) return [];
  return db.identityRecord.findMany({
    where: { mpxn, moveInDate: latest.moveInDate },
    orderBy: [{ createdAt: 'desc' }, { ir: 'desc' }],
    take: MOST_RECORDS,
    include: withCredentials,
  });
}
