import type { Reidentification } from '@/lib/db/generated/client';
import { secondsFrom } from '@/lib/platform/clock';
import type { Proposal } from '@/lib/proposals/dto';
import type { DeclinedReason } from '@/lib/vocabulary/declined-reasons';
import type { Assurance, Method } from '@/lib/vocabulary/reidentification-methods';

export function toMethod(stored: Reidentification['method']): Method {
  return stored.replace('_', '-') as Method;
}

export function toStoredMethod(method: Method): Reidentification['method'] {
  return method.replace('-', '_') as Reidentification['method'];
}

/** From its issue on, the time in which a bound return must show its code, in seconds. */
export const RETURN_CODE_LIFETIME_S = 3600;

export type Status = 'pending' | 'confirmed' | 'expired';

/**
 * What the caller is told at `at` (docs/api/re-identification.md#the-outcome). A bound one reads pending
 * until its code was shown, and expired when that never happens; a declined one reads expired.
 */
export function statusAt(row: Reidentification, at: Date): Status {
  if (row.outcome === null) return row.expiresAt > at ? 'pending' : 'expired';
  if (row.outcome !== 'confirmed') return 'expired';
  if (!row.bindReturn || row.returnCodeShownAt) return 'confirmed';
  const until = secondsFrom(row.createdAt, RETURN_CODE_LIFETIME_S);
  return until > at ? 'pending' : 'expired';
}

/** The answer of the status calls. */
export function toStatusAnswer(row: Reidentification, at: Date) {
  const status = statusAt(row, at);
  const isConfirmed = status === 'confirmed';
  return {
    method: toMethod(row.method),
    status,
    'confirmed-at': isConfirmed ? (row.outcomeAt?.toISOString() ?? null) : null,
    declined: row.outcome === 'declined',
    'declined-reason': row.declinedReason as DeclinedReason | null,
    'confirmed-by': isConfirmed && row.confirmedBy ? toMethod(row.confirmedBy) : null,
    assurance: isConfirmed ? ((row.assurance ?? 'unproven') as Assurance) : undefined,
    'proposed-access': row.proposal as unknown as Proposal | null,
    'proposal-digest': row.proposalDigest,
  };
}
