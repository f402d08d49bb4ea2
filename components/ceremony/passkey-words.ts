import type { Notice } from '@/components/webauthn/passkey-flow';
import type { CeremonyProblem } from '@/lib/ceremonies/passkey/dto';

/** What can go wrong with one try of a ceremony. */
export type CeremonyNotice = Notice<CeremonyProblem>;

export interface NoticeWords {
  heading: string;
  text: string;
  /** Label of the link that leads on, where pressing the button again would not. */
  link?: string;
}

/** All that the passkey button ever says, in the page's language. */
export interface PasskeyWords {
  title: string;
  /** Follows the state in the document's title. */
  titleRest: string;
  button: string;
  reach: string;
  starting: string;
  waiting: string;
  checking: string;
  preparing: string;
  leaving: string;
  expiresSoon: string;
  titleWaiting: string;
  titleProblem: string;
  titleDone: string;
  titleExpired: string;
  titleUnsupported: string;
  unsupported: NoticeWords;
  expired: NoticeWords;
  notices: Record<CeremonyNotice, NoticeWords>;
  /** Next steps after a try that did not go through. */
  steps: { again: string; device: string; mail: string | null; tell: string };
}
