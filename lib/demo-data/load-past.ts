import type { Tx } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { IS_EXEMPT, occupancySql } from '@/lib/release-changes/occupancy';
import { makeDay } from '@/lib/releases/days';
import { dayFrom } from './day-from';
import type { DemoRecords } from './load-households';
import { PAST_KEY, pastReidentifications } from './past-reidentifications';

/** So long the demo's organisations have worked already. */
const DAYS = 90;
/** The demo's Data Provider. */
const PROVIDER = 'gridline-data';

/**
 * What the Data Provider asked on each day from `$2` to `$3` about each access that Data Users registered: nothing on
 * one day in five, else for the day before, once to three times, and for two more days after an access had ended.
 */
const RELEASES = `
  INSERT INTO release_decisions
    (day, id, account_id, ak, mpxn, duid, data_types, data_from, data_to, reason, count, first_at, last_at)
  SELECT day, 'dec_' || left(md5(record.ak || day::text), 24), $1, record.ak, record.mpxn, owner.duid,
         ARRAY(SELECT json_array_elements_text(record.document #> '{processing,data-types}')), day - 1, day - 1,
         (CASE WHEN record.expiry <= day THEN 'ended'
               WHEN ${IS_EXEMPT} THEN 'permitted'
               WHEN coalesce(day - 1 < occupancy.earliest_data_date, true) THEN 'before-occupancy'
               WHEN day - 1 >= occupancy.changed_on THEN 'tenancy-changed'
               ELSE 'permitted' END)::release_reason,
         1 + asked.chance % 3, day + interval '5 hours', day + interval '17 hours'
    FROM access_records record
    JOIN accounts owner ON owner.id = record.account_id
    LEFT JOIN LATERAL (${occupancySql('true')}) occupancy ON true
   CROSS JOIN LATERAL (
     SELECT each::date AS day
       FROM generate_series($2::date::timestamp, $3::date::timestamp, '1 day') each) past
   CROSS JOIN LATERAL (
     SELECT ('x' || left(md5(day::text || record.ak), 6))::bit(24)::int AS chance) asked
   WHERE record.ir IS NOT NULL AND record.state IN ('ACTIVE', 'EXPIRED') AND asked.chance % 5 > 0
     AND record.registered_at < day AND (record.expiry IS NULL OR record.expiry > day - 2)`;

async function loadReleases(tx: Tx, first: string, last: string): Promise<void> {
  await tx.$executeRawUnsafe(RELEASES, PROVIDER, first, last);
  await tx.$executeRaw`
    INSERT INTO release_permits (account_id, ak, owner_id, last_permitted_on)
    SELECT decision.account_id, decision.ak, owner.id, max(decision.day)
      FROM release_decisions decision JOIN accounts owner USING (duid)
     WHERE decision.account_id = ${PROVIDER} AND decision.reason = 'permitted'
     GROUP BY 1, 2, 3`;
}

/**
 * Loads the ninety days before `start`, once and as a whole: what Data Users asked of their customers, and which
 * releases a Data Provider asked for. These are plain rows, since no call of the register makes a past.
 */
export async function loadPast(records: DemoRecords, start: Date): Promise<void> {
  const days = Array.from({ length: DAYS }, (_, place) => dayFrom(start, place - DAYS));
  for (const day of days) await inTransaction((tx) => makeDay(tx, day));
  await inTransaction(async (tx) => {
    if (await tx.reidentification.findFirst({ where: { linkKeyId: PAST_KEY } })) return;
    await tx.reidentification.createMany({ data: pastReidentifications(records, days) });
    await loadReleases(tx, days[0] ?? '', days.at(-1) ?? '');
  });
}
