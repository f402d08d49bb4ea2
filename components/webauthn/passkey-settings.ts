import type { PasskeyUse, Phase } from './passkey-flow';

/** What a passkey button says by itself, in the page's language. */
export interface PasskeyStatusWords extends Record<Exclude<Phase, 'ready'>, string> {
  button: string;
  /** On the button after the register could not be reached. */
  reach?: string;
  /** Until the script runs. */
  starting: string;
}

/** Where a page's time runs out: when, and what is said a minute before. */
export interface PasskeyExpiry {
  remainingMs: number;
  soon: string;
}

/** The document's title in each state, where the page follows them in it. */
export interface PasskeyTitles {
  ready: string;
  waiting: string;
  problem: string;
  done: string;
  expired: string;
  unsupported: string;
}

/** What a page gives the script of its passkey button. */
export interface PasskeySettings extends PasskeyUse {
  words: PasskeyStatusWords;
  expiry?: PasskeyExpiry;
  titles?: PasskeyTitles;
}

/** The messages that every passkey button may show besides its notices. */
export type PasskeyMessage = 'unsupported' | 'expired';
