import { db } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';

/**
 * The types of events that there are, of one account or of everyone, in the order of their codes. From each
 * the index leads on to the next: what is read is a row for each type, however many events there are.
 */
export async function listEventTypes(accountId: string | null): Promise<string[]> {
  const own = accountId === null ? Prisma.empty : Prisma.sql`AND account_id = ${accountId}`;
  const rows = await db().$queryRaw<{ type: string }[]>`
    WITH RECURSIVE found (type) AS (
      (SELECT event_type FROM audit_events WHERE TRUE ${own} ORDER BY event_type LIMIT 1)
      UNION ALL
      SELECT (SELECT event_type FROM audit_events
               WHERE event_type > found.type ${own} ORDER BY event_type LIMIT 1)
        FROM found WHERE found.type IS NOT NULL)
    SELECT type FROM found WHERE type IS NOT NULL`;
  return rows.map(({ type }) => type);
}
