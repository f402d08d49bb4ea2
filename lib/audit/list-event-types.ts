import { db } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';

/** The next event type after another one in alphabetical order, found by one read of an index. */
function nextType(accountId: string | null): Prisma.Sql {
  if (accountId === null) {
    return Prisma.sql`
      SELECT event_type FROM audit_events
       WHERE event_type > found.type ORDER BY event_type LIMIT 1`;
  }
  // With `account_id = …` PostgreSQL may choose an index of the types of everyone, and read event
  // by event.
  return Prisma.sql`
    SELECT next.event_type
      FROM (SELECT account_id, event_type FROM audit_events
             WHERE (account_id, event_type) > (${accountId}::text, found.type)
             ORDER BY account_id, event_type LIMIT 1) next
     WHERE next.account_id = ${accountId}`;
}

/**
 * The types of events that there are, of one account or of everyone, in the order of their codes. From each
 * the index leads on to the next: what is read is a row for each type, however many events there are.
 */
export async function listEventTypes(accountId: string | null): Promise<string[]> {
  const rows = await db().$queryRaw<{ type: string }[]>`
    WITH RECURSIVE found (type) AS (
      SELECT ''::text
      UNION ALL
      SELECT (${nextType(accountId)}) FROM found WHERE found.type IS NOT NULL)
    SELECT type FROM found WHERE type <> ''`;
  return rows.map(({ type }) => type);
}
