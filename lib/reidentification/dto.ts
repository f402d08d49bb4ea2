import type { Proposal } from '@/lib/proposals/dto';
import type { DeclinedReason } from '@/lib/vocabulary/declined-reasons';

/** One re-identification as its account watches it. */
export interface WatchedReidentification {
  method: string;
  status: 'pending' | 'confirmed' | 'expired';
  'confirmed-at': string | null;
  'confirmed-by': string | null;
  assurance: string | undefined;
  declined: boolean;
  'declined-reason': DeclinedReason | null;
  /** What was proposed; null: nothing, or it went unused for an hour. */
  'proposed-access': Proposal | null;
  'proposal-digest': string | null;
  /** Whether the page still looks again by itself. */
  isWatched: boolean;
}

/** One re-identification in a list of an account's own. */
export interface ListedReidentification {
  'token-ref': string;
  'created-at': string;
  'expires-at': string;
  method: string;
  status: 'pending' | 'confirmed' | 'expired';
  'confirmed-at': string | null;
  declined: boolean;
  'declined-reason': DeclinedReason | null;
  /** What was proposed; null: nothing, or it went unused for an hour. */
  'proposed-access': Proposal | null;
  'proposal-digest': string | null;
}
