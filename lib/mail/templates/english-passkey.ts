/** What a passkey is, for readers who meet the word for the first time. */
export const passkeyGloss =
  'A passkey is a key on a phone or computer that takes the place of a password.';
