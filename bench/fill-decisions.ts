import type pg from 'pg';
import { inTransaction } from '@/lib/db/transaction';
import { formatDate, londonDateOf, parseDate } from '@/lib/platform/calendar';
import { makeDay } from '@/lib/releases/days';
import { PROVIDER_ID } from './fill-ids';

const DAY_MS = 86_400_000;
/** As many partitions hold them: those of the days before today. */
const DAYS = 30;

/** Questions about each access key in turn, each about days of its own, answered as its state has it. */
const FILL_DAY = `
  INSERT INTO release_decisions
    (day, id, account_id, ak, mpxn, duid, data_types, data_from, data_to, reason, count, first_at, last_at)
  SELECT $1::date, 'dec_' || lpad(to_hex(row_number() OVER ()), 24, '0'), $2, record.ak, record.mpxn, owner.duid,
         '{HH-CONSUMPTION}', $1::date - turn, $1::date - turn,
         (CASE record.state WHEN 'ACTIVE' THEN 'permitted' ELSE 'ended' END)::release_reason,
         1, $1::date + interval '12 hours', $1::date + interval '12 hours'
    FROM generate_series(1, $4::int) AS turn
   CROSS JOIN (SELECT * FROM access_records ORDER BY ak LIMIT $3::int) AS record
    JOIN accounts owner ON owner.id = record.account_id
   LIMIT $3`;

const FILL_PERMITS = `
  INSERT INTO release_permits (account_id, ak, owner_id, last_permitted_on)
  SELECT decision.account_id, decision.ak, owner.id, decision.day
    FROM release_decisions decision JOIN accounts owner USING (duid)
   WHERE decision.day = $1 AND decision.reason = 'permitted'
  ON CONFLICT DO NOTHING`;

/** Fills the partitions of the last thirty days with so many decisions of one Data Provider in all. */
export async function fillDecisions(
  client: pg.Client,
  decisions: number,
  report: (text: string) => void,
): Promise<void> {
  const { rows } = await client.query<{ records: string }>(
    'SELECT count(*) AS records FROM access_records',
  );
  const aDay = Math.ceil(decisions / DAYS);
  const turns = Math.ceil(aDay / Number(rows[0]?.records ?? 1));
  const today = parseDate(londonDateOf(new Date())).getTime();
  for (let ago = DAYS; ago >= 1; ago -= 1) {
    const day = formatDate(new Date(today - ago * DAY_MS));
    await inTransaction((tx) => makeDay(tx, day));
    await client.query(FILL_DAY, [day, PROVIDER_ID, aDay, turns]);
    report(`decisions of ${day}, ${ago - 1} days to go`);
  }
  await client.query(FILL_PERMITS, [formatDate(new Date(today - DAY_MS))]);
}
