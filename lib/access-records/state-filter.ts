import type { AccessState, Prisma } from '@/lib/db/generated/client';

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
