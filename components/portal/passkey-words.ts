import type { Notice } from '@/components/webauthn/use-passkey';
import type { PortalPasskeyProblem } from '@/lib/portal/dto';

/** What can go wrong with a passkey on a page of the portal. */
export type PortalNotice = Notice<PortalPasskeyProblem>;

/** All that a passkey button of the portal ever says: the browser gets no catalogue. */
export interface PortalPasskeyWords {
  button: string;
  starting: string;
  waiting: string;
  checking: string;
  preparing: string;
  leaving: string;
  unsupported: string;
  notices: Record<PortalNotice, { heading: string; text: string }>;
}
