import type { AccessRecord, AccessState, Prisma } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';

/** The state to the instant: past its expiry a record reads EXPIRED before any sweep. */
export function stateAt(
  record: Pick<AccessRecord, 'state' | 'expiry'>,
  at: Date = now(),
): AccessState {
  const isOver = record.expiry !== null && record.expiry <= at;
  return record.state === 'ACTIVE' && isOver ? 'EXPIRED' : record.state;
}

/** The rows that read `state` at `at`, whether or not a sweep has been by. */
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
