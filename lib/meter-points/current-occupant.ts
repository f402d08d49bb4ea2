import type { Db } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import { londonDateOf, parseDate } from '@/lib/platform/calendar';
import { withCredentials, type RecordWithCredentials } from '@/lib/passkeys/usable-credentials';

/** More records than this of one meter point are not looked at. */
const MOST_RECORDS = 50;

/** From which move-in date on records are of the time since the latest Change of Tenancy in effect. */
async function sinceLatestChange(db: Db, mpxn: string, at: Date): Promise<{ gte?: Date }> {
  const today = parseDate(londonDateOf(at));
  const change = await db.tenancyChange.findFirst({
    where: { mpxn, effectiveDate: { lte: today } },
    orderBy: { effectiveDate: 'desc' },
  });
  return change ? { gte: change.effectiveDate } : {};
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
  const since = await sinceLatestChange(db, mpxn, at);
  return db.identityRecord.findMany({
    where: { mpxn, moveInDate: { not: null, ...since }, mailboxHash: { not: null } },
    orderBy: [{ createdAt: 'asc' }, { ir: 'asc' }],
    take: MOST_RECORDS,
  });
}

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
  const since = await sinceLatestChange(db, mpxn, at);
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
