import { stateSql } from '@/lib/access-records/state';
import type { Db } from '@/lib/db/database';
import { Prisma, type AccessState } from '@/lib/db/generated/client';

export interface Narrowing {
  state: AccessState | undefined;
  legalBasis: string | undefined;
  /** The key after which the list goes on; one that is not in it starts it anew. */
  after: string | null;
  limit: number;
}

/**
 * Keys of all access records of a meter point. What is ACTIVE or DISCOVERED comes first, and within that the
 * organisations take turns, each with its newest: none can push another's records down by having many.
 */
export async function findAt(
  db: Db,
  mpxn: string,
  at: Date,
  { state, legalBasis, after, limit }: Narrowing,
): Promise<{ ak: string }[]> {
  const ofState = state === undefined ? Prisma.sql`TRUE` : Prisma.sql`state = ${state}`;
  const onBasis =
    legalBasis === undefined ? Prisma.sql`TRUE` : Prisma.sql`legal_basis = ${legalBasis}`;
  return db.$queryRaw<{ ak: string }[]>`
    WITH stated AS (
      SELECT ak, account_id, legal_basis, created_at,
             ${stateSql(at)} AS state
        FROM access_records WHERE mpxn = ${mpxn}),
    turned AS (
      SELECT ak, created_at, state NOT IN ('ACTIVE', 'DISCOVERED') AS has_ended, row_number() OVER (
               PARTITION BY account_id, state NOT IN ('ACTIVE', 'DISCOVERED')
               ORDER BY created_at DESC, ak DESC) AS turn
        FROM stated WHERE ${ofState} AND ${onBasis}),
    placed AS (
      SELECT ak, row_number() OVER (ORDER BY has_ended, turn, created_at DESC, ak DESC) AS place
        FROM turned)
    SELECT ak FROM placed
     WHERE place > coalesce((SELECT place FROM placed WHERE ak = ${after}), 0)
     ORDER BY place LIMIT ${limit}`;
}
