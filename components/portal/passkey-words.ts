/** What can go wrong with a passkey on a page of the portal. */
export type PortalNotice =
  | 'not-allowed'
  | 'not-added'
  | 'already-here'
  | 'device'
  | 'unreachable'
  | 'busy'
  | 'challenge'
  | 'credential'
  | 'verification'
  | 'counter'
  | 'unproven'
  | 'already-enrolled'
  | 'not-fresh'
  | 'mails-spent';

/** All that a passkey button of the portal ever says: the browser gets no catalogue. */
export interface PortalPasskeyWords {
  button: string;
  starting: string;
  waiting: string;
  checking: string;
  leaving: string;
  unsupported: string;
  notices: Record<PortalNotice, { heading: string; text: string }>;
}
