import type { Db } from '@/lib/db/database';
import { Prisma, type AccessState } from '@/lib/db/generated/client';
import { seenVersions } from './what-a-customer-sees';
import type { Customer } from '@/lib/identity-records/occupancy/occupancies';

/** Where a record stands in a customer's list. */
export type SeenPart = 'warning' | 'active' | 'ended';

/** A record that a customer sees, and as which of its versions. */
export interface SeenRecord {
  ak: string;
  /** The change that replaced the version which is seen; null when that is the present version. */
  changeId: string | null;
  /** When the view of it ended: with the last occupancy that shows it; null when that one still runs. */
  until: Date | null;
  state: AccessState;
  legalBasis: string | null;
  registeredAt: Date;
  expiry: Date | null;
  revokedAt: Date | null;
  /**
   * Whether it is seen within an occupancy that runs now, or is or was linked to the customer's own Identity
   * Record.
   */
  isTheirs: boolean;
  /** Theirs, and a consent that is ACTIVE now. */
  mayEnd: boolean;
  part: SeenPart;
  /** How many records the whole view has in each part. */
  warnings: number;
  active: number;
  ended: number;
}

export interface SeenNarrowing {
  ak?: string;
  accountId?: string;
  state?: AccessState | undefined;
  legalBasis?: string | undefined;
  /** The key after which the list continues; a key that is not seen starts the list again. */
  after?: string | null;
  limit?: number;
}

type SeenRow = Omit<SeenRecord, 'warnings' | 'active' | 'ended'> &
  Record<'warnings' | 'active' | 'ended', bigint>;

function narrowed({ accountId, state, legalBasis }: SeenNarrowing): Prisma.Sql {
  const wanted = [
    accountId === undefined ? null : Prisma.sql`account_id = ${accountId}`,
    state === undefined ? null : Prisma.sql`state = ${state}`,
    legalBasis === undefined ? null : Prisma.sql`legal_basis = ${legalBasis}`,
  ].filter((sql) => sql !== null);
  return wanted.length === 0 ? Prisma.sql`TRUE` : Prisma.join(wanted, ' AND ');
}

/**
 * What a customer sees of their meter point: ownership, their own time and which version is theirs to see
 * are decided in the statement (`what-a-customer-sees.ts`). Warnings come first, then what is ACTIVE, what they may end before what
 * they may not; within each part the organisations take turns, so that none can push another's records
 * down by having many.
 */
export async function findSeen(
  db: Db,
  customer: Customer,
  at: Date,
  narrowing: SeenNarrowing = {},
): Promise<SeenRecord[]> {
  if (customer.occupancies.length === 0) return [];
  const { after = null, limit = null, ak } = narrowing;
  const rows = await db.$queryRaw<SeenRow[]>`
    WITH seen AS (${seenVersions(customer, at, ak)}),
    turned AS (
      SELECT seen.*, row_number() OVER (
               PARTITION BY account_id, rank ORDER BY registered_at DESC, ak DESC) AS turn
        FROM seen WHERE ${narrowed(narrowing)}),
    placed AS (
      SELECT turned.*, row_number() OVER (ORDER BY rank, turn, registered_at DESC, ak DESC) AS place,
             count(*) FILTER (WHERE part = 'warning') OVER () AS warnings,
             count(*) FILTER (WHERE part = 'active') OVER () AS active,
             count(*) FILTER (WHERE part = 'ended') OVER () AS ended
        FROM turned)
    SELECT ak, change_id AS "changeId", until, state, legal_basis AS "legalBasis",
           registered_at AS "registeredAt", expiry, revoked_at AS "revokedAt", part,
           is_theirs AS "isTheirs", may_end AS "mayEnd",
           warnings, active, ended
      FROM placed
     WHERE place > coalesce((SELECT place FROM placed WHERE ak = ${after}), 0)
     ORDER BY place LIMIT ${limit}`;
  return rows.map((row) => ({
    ...row,
    warnings: Number(row.warnings),
    active: Number(row.active),
    ended: Number(row.ended),
  }));
}
