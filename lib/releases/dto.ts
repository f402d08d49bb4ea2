import type { ReleaseDecision, ReleaseReason } from '@/lib/db/generated/client';
import { formatDate } from '@/lib/platform/calendar';
import type { DataType } from '@/lib/vocabulary/data-types';
import type { Reason } from './reasons';

export type { Reason } from './reasons';

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

/** A decision as it is shown to the Data Provider that asked. */
export type Release = ReturnType<typeof toRelease>;

/** How often a release was refused for one reason. */
export interface Refusal {
  reason: Reason;
  count: number;
}

/** How often an answer was given on a day. */
export interface DayCount extends Refusal {
  /** `YYYY-MM-DD`, in Great Britain. */
  day: string;
}

/** How often was permitted and refused on each of some days, the first day first. */
export interface DaysChart {
  series: string[];
  bars: { from: string; values: { permitted: number; refused: number } }[];
}

/** What Data Providers were answered over some days. */
export interface ProviderTotals {
  chart: DaysChart;
  /** The days on which anything was refused, the last first. */
  refusedDays: { day: string; refusals: Refusal[] }[];
  /** Up to when today's are added up; null: none was yet. */
  countedAt: string | null;
}
