import type { Db } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import { londonDateOf, parseDate } from '@/lib/platform/calendar';
import { withCredentials, type RecordWithCredentials } from '@/lib/passkeys/usable-credentials';
import { belongsTo, findChanges } from './belongs-to';

/** More records than this of one meter point are not looked at. */
const MOST_RECORDS = 50;

/** The move-in dates that have come and count since the latest Change of Tenancy in effect. */
function sinceLatestChange(changes: readonly Date[], today: Date): { gte?: Date; lte: Date } {
  const latest = changes.findLast((change) => change <= today);
  return { lte: today, ...(latest ? { gte: belongsTo(latest, changes).from } : {}) };
}

/**
 * The Identity Records with an e-mail of all whose own time at a meter point runs now, whenever they moved
 * in, oldest first: one invented today neither hides nor outnumbers them.
 */
export async function findRunningRecords(
  db: Db,
  mpxn: string,
  at: Date,
): Promise<IdentityRecord[]> {
  const today = parseDate(londonDateOf(at));
  const since = sinceLatestChange(await findChanges(db, mpxn), today);
  return db.identityRecord.findMany({
    where: { mpxn, moveInDate: { not: null, ...since }, mailboxHash: { not: null } },
    orderBy: [{ createdAt: 'asc' }, { ir: 'asc' }],
    take: MOST_RECORDS,
  });
}

/**
 * The Identity Records of a meter point's current occupant, newest first, whoever created them: of the
 * records that are not anonymised, whose move-in date has come (Europe/London) and that do not count as of
 * a day before the latest Change of Tenancy in effect (00:00 Europe/London of its date), those that count
 * as of the latest day (contract §4 and §5). Empty: none known.
 */
export async function findOccupantRecords(
  db: Db,
  mpxn: string,
  at: Date,
): Promise<RecordWithCredentials[]> {
  const today = parseDate(londonDateOf(at));
  const changes = await findChanges(db, mpxn);
  const since = sinceLatestChange(changes, today);
  const latest = await db.identityRecord.findFirst({
    where: { mpxn, moveInDate: { not: null, ...since } },
    orderBy: { moveInDate: 'desc' },
  });
  if (!latest?.moveInDate) return [];
  const { from, to } = belongsTo(latest.moveInDate, changes);
  return db.identityRecord.findMany({
    where: { mpxn, moveInDate: { gte: from, lte: to < today ? to : today } },
    orderBy: [{ createdAt: 'desc' }, { ir: 'desc' }],
    take: MOST_RECORDS,
    include: withCredentials,
  });
}
