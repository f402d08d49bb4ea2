import type { Db } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import { whereProves } from '@/lib/identity-records/proves';
import { withoutFallenPasskeys } from '@/lib/identity-records/without-fallen-passkeys';
import { londonDateOf, parseDate } from '@/lib/platform/calendar';
import {
  withCredentials,
  type RecordWithCredentials,
} from '@/lib/identity-records/holders/usable-credentials';
import { countsAs, findChanges } from './occupancy-start';

/** More records than this of one occupant are not looked at. */
const MOST_RECORDS = 50;

/** The move-in dates that have come and count since the latest Change of Tenancy in effect. */
function sinceLatestChange(changes: readonly Date[], today: Date): { gte?: Date; lte: Date } {
  const latest = changes.findLast((change) => change <= today);
  return { lte: today, ...(latest ? { gte: countsAs(latest, changes).from } : {}) };
}

/** More records than this of one account are not notified of one opening, since it may have made them up. */
const MAX_NOTIFIED_PER_ACCOUNT = 20;

/**
 * The Identity Records with an e-mail address of everybody whose own time at a meter point runs now, whenever
 * they moved in. Of each account the oldest ones count, so that records which another account made up neither
 * hide nor outnumber them. Records of an account that fell are included, since being notified proves nothing.
 */
export async function findRunningRecords(
  db: Db,
  mpxn: string,
  at: Date,
): Promise<Pick<IdentityRecord, 'ir' | 'emailHash' | 'mailboxHash'>[]> {
  const today = parseDate(londonDateOf(at));
  const { gte: since = null, lte } = sinceLatestChange(await findChanges(db, mpxn), today);
  return db.$queryRaw<Pick<IdentityRecord, 'ir' | 'emailHash' | 'mailboxHash'>[]>`
    SELECT ir, email_hash AS "emailHash", mailbox_hash AS "mailboxHash"
      FROM (SELECT ir, email_hash, mailbox_hash, created_at,
                   row_number() OVER (PARTITION BY account_id ORDER BY created_at, ir) AS place
              FROM identity_records
             WHERE mpxn = ${mpxn} AND move_in_date <= ${lte}::date
               AND (${since}::date IS NULL OR move_in_date >= ${since}::date)
               AND email_hash IS NOT NULL AND voided_at IS NULL) AS running
     WHERE place <= ${MAX_NOTIFIED_PER_ACCOUNT}
     ORDER BY created_at, ir`;
}

/**
 * The Identity Records of a meter point's current occupant, newest first, whoever created them: of the
 * records that prove something, whose move-in date has come (Europe/London) and that do not count as of
 * a day before the latest Change of Tenancy in effect (00:00 Europe/London of its date), those that count
 * as of the latest day (docs/api/re-identification.md#the-current-occupant). Empty: none known.
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
    where: { mpxn, moveInDate: { not: null, ...since }, ...whereProves },
    orderBy: { moveInDate: 'desc' },
  });
  if (!latest?.moveInDate) return [];
  const { from, to } = countsAs(latest.moveInDate, changes);
  const records = await db.identityRecord.findMany({
    where: { mpxn, moveInDate: { gte: from, lte: to < today ? to : today }, ...whereProves },
    orderBy: [{ createdAt: 'desc' }, { ir: 'desc' }],
    take: MOST_RECORDS,
    include: withCredentials,
  });
  return withoutFallenPasskeys(db, records);
}
