import type { Notice } from './use-passkey';

/** All that a passkey button ever says, `Problem` being what its own page may answer besides. */
export interface PasskeyButtonWords<Problem extends string = never> {
  button: string;
  starting: string;
  waiting: string;
  checking: string;
  preparing: string;
  leaving: string;
  unsupported: string;
  notices: Record<Notice<Problem>, { heading: string; text: string }>;
}
