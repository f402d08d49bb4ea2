/** What a passkey is, for readers who meet the word for the first time. */
export const passkeyGloss =
  'Allwedd ar ffôn neu gyfrifiadur yw allwedd mynediad (passkey), yn lle cyfrinair.';
