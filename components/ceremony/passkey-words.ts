import type { CeremonyProblem } from '@/lib/passkeys/dto';

/** What can go wrong with one try, on the device, on the way or at the register. */
export type Notice = 'not-allowed' | 'already-here' | 'device' | 'unreachable' | CeremonyProblem;

export interface NoticeWords {
  heading: string;
  text: string;
  /** Label of the link that leads on, where pressing the button again would not. */
  link?: string;
}

/** All that the passkey button ever says, in the page's language: the browser gets no catalogue. */
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
  notices: Record<Notice, NoticeWords>;
  /** Next steps after a try that did not go through. */
  steps: { again: string; device: string; mail: string | null; tell: string };
}
