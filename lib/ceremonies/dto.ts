/** What every hosted page says before it asks anything. */
export interface AskView {
  /** Display name from the register, never from the request. */
  organisation: string;
  /** Last four characters of the meter point. */
  meterPointEnding: string;
  /** Host the customer is sent back to; null: they end on our own page. */
  returnHost: string | null;
  /**
   * A portal operator asks: once the customer has proved who they are, it sees for an hour what they would see
   * in the portal, and may end what they might.
   */
  isOfPortal: boolean;
}

/** How a hosted page ended. */
export type Ending =
  | 'confirmed'
  | 'declined'
  | 'expired'
  | 'used'
  | 'invalid'
  /** A link that counts only in the browser that asked was opened in another one. */
  | 'other-browser'
  /** The passkey was taken off again, by the link in the mail that announced it. */
  | 'undone';

export interface EndingView {
  ending: Ending;
  /** Null when nothing is known of the request (an invalid link). */
  ask: AskView | null;
  /** Where the customer may go on to, with its outcome in the query; null: nowhere. */
  returnLocation: string | null;
}
