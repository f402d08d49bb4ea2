import { db } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';

/** At most this many records of one controller reference are found, the newest first. */
const MOST_MATCHES = 500;

/** Keys of the records with a controller's reference: an account's own, or with null everyone's. */
export async function keysOfReference(
  reference: string,
  accountId: string | null,
): Promise<string[]> {
  const whose = accountId === null ? Prisma.empty : Prisma.sql`account_id = ${accountId} AND`;
  // As its index has it: Prisma's own filter on a path casts, and so would read every record.
  const rows = await db().$queryRaw<{ ak: string }[]>`
    SELECT ak FROM access_records
     WHERE ${whose} document #>> '{access-event,controller-reference}' = ${reference}
     ORDER BY created_at DESC, ak DESC LIMIT ${MOST_MATCHES}`;
  return rows.map(({ ak }) => ak);
}
