/** For how long the mail that tells of a new passkey can take it off again, in seconds. */
export const UNDO_LIFETIME_S = 7 * 86_400;
