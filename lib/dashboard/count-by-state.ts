import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';

/** How many of an account's records are in each state now. */
export async function countByState(accountId: string): Promise<Record<string, number>> {
  const at = now();
  const rows = await db().$queryRaw<{ state: string; count: bigint }[]>`
    SELECT CASE WHEN state = 'ACTIVE' AND expiry <= ${at} THEN 'EXPIRED' ELSE state::text END
             AS state, count(*) AS count
      FROM access_records WHERE account_id = ${accountId} GROUP BY 1`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}
