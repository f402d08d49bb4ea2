import type { LinkPurpose } from '@/lib/mail/link-token';
import type { AskView, EndingView } from '@/lib/ceremonies/dto';

export interface MagicLinkView {
  purpose: Exclude<LinkPurpose, 'portal'>;
  /** For `undo`: the organisation in whose ceremony the passkey was added. */
  ask: AskView;
  token: string;
  /** The address that the link went to, masked. */
  sentTo: string | null;
  /** `prove` only: whether this is the browser that asked; if not, the page points to the code. */
  isAskingBrowser: boolean;
  /** Whether the press answers the request; else the customer goes on where they left off. */
  isAnswer: boolean;
  /** `undo` only: RFC 3339, when the passkey was added. */
  passkeyAddedAt: string | null;
}

export type MagicLinkPage =
  { kind: 'open'; view: MagicLinkView } | { kind: 'ended'; view: EndingView } | { kind: 'unknown' };
