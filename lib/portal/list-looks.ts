import { meterPointTrace } from '@/lib/audit/meter-point-trace';
import { db } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';
import type { Customer } from '@/lib/identity-records/occupancy/occupancies';
import type { PortalLook } from './dto';
import { seesWhole } from './customer-of-session';

/** At most this many look-ups are shown in all, and of one organisation. */
const MOST_LOOKS = 100;
const MOST_OF_ONE = 20;

interface LookRow {
  at: Date;
  display_name: string;
  role: string;
}

/**
 * Who asked the register about this meter point within the customer's own time, the newest first. Where there
 * are many the organisations take turns, so that none hides another's by asking again and again. A look-up
 * discloses which organisations are registered there, so only a customer who may see all of it sees these.
 */
export async function listLooks(customer: Customer): Promise<PortalLook[]> {
  if (!seesWhole(customer)) return [];
  const here = Prisma.sql`event_type = 'meter-point.looked-up'
    AND detail ->> 'meter-point' = ${meterPointTrace(customer.mpxn)}`;
  const occupancies = customer.occupancies.filter(({ isWhole }) => isWhole);
  const times = Prisma.join(
    occupancies.map(
      ({ tenancy: { start, end } }) => Prisma.sql`(${start}::timestamptz, ${end}::timestamptz)`,
    ),
  );
  const rows = await db().$queryRaw<LookRow[]>`
    WITH RECURSIVE lookers AS (
      SELECT min(account_id) AS account_id FROM audit_events WHERE ${here}
      UNION ALL
      SELECT (SELECT min(account_id) FROM audit_events
               WHERE ${here} AND account_id > lookers.account_id)
        FROM lookers WHERE lookers.account_id IS NOT NULL),
    occupancies (starts, ends) AS (VALUES ${times}),
    looks AS (
      SELECT DISTINCT look.sequence, look.at, lookers.account_id
        FROM lookers CROSS JOIN occupancies
       CROSS JOIN LATERAL (
         SELECT sequence, at FROM audit_events
          WHERE ${here} AND account_id = lookers.account_id AND at >= occupancies.starts
            AND at < coalesce(occupancies.ends, 'infinity')
          ORDER BY at DESC LIMIT ${MOST_OF_ONE}) look),
    turned AS (
      SELECT looks.*, row_number() OVER (PARTITION BY account_id ORDER BY at DESC) AS turn FROM looks),
    shown AS (SELECT * FROM turned ORDER BY turn, at DESC LIMIT ${MOST_LOOKS})
    SELECT shown.at, a.display_name, a.role::text AS role
      FROM shown JOIN accounts a ON a.id = shown.account_id ORDER BY shown.at DESC, shown.sequence DESC`;
  return rows.map(({ at, display_name: by, role }) => ({ at: at.toISOString(), by, role }));
}
