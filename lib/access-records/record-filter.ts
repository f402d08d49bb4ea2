import type { AccessState, Prisma } from '@/lib/db/generated/client';
import { whereState } from './state';

/** Which access records are asked for; what is left out does not narrow. */
export interface RecordFilter {
  accountId?: string;
  state?: AccessState | undefined;
  legalBasis?: string | undefined;
  /** A condition that matches a small number of records: a key, a meter point or a reference. */
  narrow?: Prisma.AccessRecordWhereInput | undefined;
}

/** The rows that a filter leaves at `at`. */
export function whereFilter(filter: RecordFilter, at: Date): Prisma.AccessRecordWhereInput {
  const { accountId, state, legalBasis, narrow } = filter;
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(legalBasis === undefined ? {} : { legalBasis }),
    AND: [narrow ?? {}, state ? whereState(state, at) : {}],
  };
}
