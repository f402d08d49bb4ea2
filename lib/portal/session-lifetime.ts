/** A session's whole life, in seconds, and how long it may go unused (docs/ceremonies.md#portal-sessions). */
export const SESSION_LIFETIME_S = 8 * 3600;
export const SESSION_IDLE_S = 3600;
/** For how long the proof that opened a session is fresh enough to change what proves the customer. */
export const RECENT_PROOF_S = 600;
