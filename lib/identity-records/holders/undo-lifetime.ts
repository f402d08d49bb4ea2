import { DAY_S } from '@/lib/platform/clock';

/** For how long the mail that tells of a new passkey can take it off again, in seconds. */
export const UNDO_LIFETIME_S = 7 * DAY_S;
