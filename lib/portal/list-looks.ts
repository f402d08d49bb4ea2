import { meterPointTrace } from '@/lib/audit/meter-point-trace';
import { db } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';
import type { Customer } from '@/lib/meter-points/stays';
import type { PortalLook } from './dto';
import { seesWhole } from './stays';

/** The newest looks are shown; more than this are not. */
const MOST_LOOKS = 100;

interface LookRow {
  at: Date;
  display_name: string;
  role: string;
}

/**
 * Who asked the register about this meter point within the customer's own time. A look tells which
 * organisations are registered there, so it shows only to who may see all of it.
 */
export async function listLooks(customer: Customer): Promise<PortalLook[]> {
  if (!seesWhole(customer)) return [];
  const stays = customer.stays.filter(({ isWhole }) => isWhole);
  // In the statement, not after it: looks of the next household would push those of the former one out.
  const isOwnTime = Prisma.join(
    stays.map(
      ({ tenancy: { start, end } }) =>
        Prisma.sql`(e.at >= ${start} AND (${end}::timestamptz IS NULL OR e.at < ${end}))`,
    ),
    ' OR ',
  );
  const rows = await db().$queryRaw<LookRow[]>`
    SELECT e.at, a.display_name, a.role::text AS role
    FROM audit_events e JOIN accounts a ON a.id = e.account_id
    WHERE e.event_type = 'meter-point.looked-up'
      AND e.detail ->> 'meter-point' = ${meterPointTrace(customer.mpxn)}
      AND (${isOwnTime})
    ORDER BY e.sequence DESC LIMIT ${MOST_LOOKS}`;
  return rows.map(({ at, display_name: by, role }) => ({ at: at.toISOString(), by, role }));
}
