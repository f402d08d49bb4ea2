import type { DataType } from '@/lib/vocabulary/data-types';
import type { LegalBasis } from '@/lib/vocabulary/legal-bases';

/** An address of the request: only its host is shown. */
export interface ShownAddress {
  host: string;
  url: string;
}

/**
 * The access that an organisation proposes to register (docs/ceremonies.md#a-proposal). Names, purpose and
 * versions are the request's words, as plain lines.
 */
export interface ProposalView {
  legalBasis: LegalBasis;
  /** A consent basis: the press is the permission. Else it only confirms who the customer is. */
  asksPermission: boolean;
  dataTypes: DataType[];
  purpose: string;
  /** RFC 3339; the moment of asking: nothing begins before it is answered. */
  from: string;
  /** RFC 3339; null: no end. */
  until: string | null;
  /** Who will have the data, where it is not the organisation that asks; null: that itself. */
  actsFor: string | null;
  arrangement: 'sole' | 'joint' | 'group';
  otherControllers: string[];
  recipients: { name: string; role: string; privacy: ShownAddress | null }[];
  /** `of`: whose they are, where each controller has its own. */
  terms: (ShownAddress & { of: string | null; version: string | null })[];
}

/** By what a customer and the organisation find the same request. Times are RFC 3339. */
export interface ShownRequest {
  /** The last digits of its token-ref. */
  reference: string;
  madeAt: string;
  closesAt: string;
}

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
  /** Only the browser that comes back counts (`bind-return`): whoever was sent a link by others is warned. */
  isBound: boolean;
  /** Null where the page asks on behalf of no request that is still open. */
  request: ShownRequest | null;
  /** Null: the organisation has not said what it will use. */
  proposal: ProposalView | null;
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

/** What a customer answered, by the button: `no` where no permission was asked for, else `refused`. */
export type Answer = 'confirmed' | 'allowed' | 'no' | 'refused' | 'not-recognised';

export interface EndingView {
  ending: Ending;
  /** Null when nothing is known of the request (an invalid link). */
  ask: AskView | null;
  /** Where the customer may go on to, with its outcome in the query; null: nowhere. */
  returnLocation: string | null;
  /** Null: the request was not answered. */
  answer: { given: Answer; at: string } | null;
}
