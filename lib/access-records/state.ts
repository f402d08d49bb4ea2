import { Prisma, type AccessRecord, type AccessState } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';

/** The state of a record at `at`: once its expiry is reached it reads EXPIRED, before any sweep has stored that. */
export function stateAt(
  record: Pick<AccessRecord, 'state' | 'expiry'>,
  at: Date = now(),
): AccessState {
  const isOver = record.expiry !== null && record.expiry <= at;
  return record.state === 'ACTIVE' && isOver ? 'EXPIRED' : record.state;
}

/** The rule of {@link stateAt} as a filter of Prisma: the records whose state at `at` is `state`. */
export function whereState(state: AccessState, at: Date): Prisma.AccessRecordWhereInput {
  switch (state) {
    case 'ACTIVE':
      return { state, OR: [{ expiry: null }, { expiry: { gt: at } }] };
    case 'EXPIRED':
      return { OR: [{ state }, { state: 'ACTIVE', expiry: { lte: at } }] };
    default:
      return { state };
  }
}

/**
 * The rule of {@link stateAt} as an SQL condition: the record is stored as ACTIVE and reads EXPIRED at `at`.
 *
 * @param table what the columns `state` and `expiry` are read from, as `record.` where a statement has several
 */
export function isOverdueSql(at: Date, table = Prisma.empty): Prisma.Sql {
  return Prisma.sql`(${table}state = 'ACTIVE' AND ${table}expiry <= ${at})`;
}

/** The rule of {@link stateAt} as an SQL condition: the record reads ACTIVE at `at`. */
export function isActiveSql(at: Date, table = Prisma.empty): Prisma.Sql {
  return Prisma.sql`(${table}state = 'ACTIVE' AND (${table}expiry IS NULL OR ${table}expiry > ${at}))`;
}

/** The rule of {@link stateAt} as an SQL expression of type text: the state of a record at `at`. */
export function stateSql(at: Date): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${isOverdueSql(at)} THEN 'EXPIRED' ELSE state::text END`;
}
