/** What a page without a passkey button gives its script: how long it works, and what it says then. */
export interface ExpirySettings {
  remainingMs: number;
  soon: string;
  /** The document's, once time has run out. */
  title: string;
}
