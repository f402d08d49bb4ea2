import { now, secondsFrom } from '@/lib/platform/clock';
import type { OpenConsole } from './find-console-session';

/** For how long a proof is recent enough for a sensitive step, in seconds. */
export const RECENT_PROOF_S = 5 * 60;

/** Whether the session's person proved themselves recently enough for a sensitive step. */
export function hasRecentProof({ session }: OpenConsole, at: Date = now()): boolean {
  return secondsFrom(session.authenticatedAt, RECENT_PROOF_S) > at;
}
