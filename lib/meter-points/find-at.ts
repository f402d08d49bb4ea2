import { stateSql } from '@/lib/access-records/state';
import type { Db } from '@/lib/db/database';
import { Prisma, type AccessState } from '@/lib/db/generated/client';

export interface Narrowing {
  state: AccessState | undefined;
  legalBasis: string | undefined;
  /** The key after which the list continues; a key that is not in the list starts it again. */
  after: string | null;
  limit: number;
}

/**
 * Keys of all access records of a meter point. Those that are ACTIVE or DISCOVERED come first. Within these,
 * and within the others, the organisations take turns, each with its newest record, so that none can push
 * another's records down by having many.
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
