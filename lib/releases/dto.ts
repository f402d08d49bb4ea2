import type { ReleaseDecision, ReleaseReason } from '@/lib/db/generated/client';
import { formatDate } from '@/lib/platform/calendar';
import type { DataType } from '@/lib/vocabulary/data-types';
import type { Reason } from './reasons';

/** A reason as it is answered: Prisma knows it by a name without hyphens. */
export function toReason(stored: ReleaseReason): Reason {
  return stored.replaceAll('_', '-') as Reason;
}

const dayOrAbsent = (day: Date | null) => (day === null ? undefined : formatDate(day));

/** A decision as the Data Provider that asked reads it again. */
export function toRelease(row: ReleaseDecision) {
  return {
    'decision-id': row.id,
    day: formatDate(row.day),
    decision: row.reason === 'permitted',
    reason: toReason(row.reason),
    'access-key': row.ak ?? undefined,
    mpxn: row.mpxn ?? undefined,
    duid: row.duid ?? undefined,
    'data-types': row.dataTypes as DataType[],
    from: dayOrAbsent(row.dataFrom),
    to: dayOrAbsent(row.dataTo),
    count: Number(row.count),
    'first-at': row.firstAt.toISOString(),
    'last-at': row.lastAt.toISOString(),
  };
}
