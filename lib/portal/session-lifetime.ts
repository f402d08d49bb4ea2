import { HOUR_S } from '@/lib/platform/clock';

/** A session's whole life, in seconds, and how long it may go unused (docs/ceremonies.md#portal-sessions). */
export const SESSION_LIFETIME_S = 8 * HOUR_S;
export const SESSION_IDLE_S = HOUR_S;
/** For how long the proof that opened a session is fresh enough to change what proves the customer. */
export const RECENT_SIGN_IN_S = 600;
