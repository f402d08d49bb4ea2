import type { Ender } from '@/lib/access-records/ended-by';
import type {
  AcceptedPasskeys,
  AnswerProblem,
  PasskeyAnswer,
  PasskeyOptions,
} from '@/lib/webauthn/dto';

/** One meter point among several that a proof opened. */
export interface MeterPointChoice {
  handle: string;
  /** The last four characters of the MPxN. */
  ending: string;
  /** The move-in date as `YYYY-MM-DD`; null when only a supplier has named the person. */
  movedIn: string | null;
}

/** A supplier that customers may sign in with. */
export interface SupplierChoice {
  id: string;
  name: string;
}

/** Why a page of the portal refused a passkey; each has its own words. */
export type PortalPasskeyProblem = AnswerProblem | 'unproven' | 'not-fresh' | 'mails-spent';

/** The answer of the portal to a posted passkey. */
export type PortalPasskeyAnswer = PasskeyAnswer<PortalPasskeyProblem>;

/** Where the passkeys page offers a passkey made elsewhere: for this meter, or to make it count. */
export interface PortalJoinOffer {
  options: PasskeyOptions;
  /**
   * How the session was proved. Through a supplier no records are linked, but an unproven passkey is proved.
   */
  provedBy: 'passkey' | 'mail' | 'supplier';
}

export type PortalState = 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'DISCOVERED';

export interface PortalController {
  name: string;
  role: string;
  contactUrl: string | null;
  privacyRightsUrl: string | null;
}

export interface PortalRecipient {
  name: string;
  role: string;
  privacyUrl: string | null;
}

/** A notice that the customer was given. */
export interface PortalTerms {
  /** The controller that gave it; null when one notice speaks for all controllers. */
  controller: string | null;
  url: string;
  version: string;
}

/** What the DCC saw of an organisation that is not registered here. */
export interface PortalDiscovery {
  /** The reference by which the organisation can be asked about it. */
  reference: string;
  /** `YYYY-MM-DD`: the dates of a sighting are days without a time. */
  firstSeen: string;
  lastSeen: string;
  /** Whether the organisation registered its access afterwards. */
  isSuperseded: boolean;
  /** The day of that registration, as `YYYY-MM-DD`, where it was after the access was first seen. */
  registeredLater: string | null;
}

/** What a confirmation was of: a permission or an identity, and whether anything was shown or anybody checked. */
export type ConfirmedWhat = 'allowed' | 'unshown' | 'not-needed' | 'unchecked';

/** Who confirmed, as far as the session proves; `unsaid` where that cannot be told. */
export type ConfirmedWho = 'you' | 'for-you' | 'for-another' | 'somebody-else' | 'unsaid';

/** When, and through whom, the passkey or the address that confirmed was first stored. */
export interface FirstStored {
  /** RFC 3339. */
  at: string;
  /** The organisation; null where naming it would tell of somebody else's affairs, and in the portal. */
  through: string | null;
  /** A passkey that somebody signed in to the portal has added, in no organisation's flow. */
  isInPortal: boolean;
}

/** How an access came to be: as the organisation says, or as somebody confirmed. */
export type PortalConfirmation =
  | {
      kind: 'registered';
      by: string;
      /** The organisation's own words of how; null where it has none. */
      says: string | null;
    }
  | {
      kind: 'confirmed';
      what: ConfirmedWhat;
      who: ConfirmedWho;
      /** RFC 3339. */
      at: string;
      means: 'passkey' | 'link';
      method: string;
      assurance: string;
      isBound: boolean;
      proposalDigest: string | null;
      /** Null where it is stored no more. */
      stored: FirstStored | null;
    };

/** One access as its customer sees it. `id` is not the access key. */
export interface PortalEntry {
  id: string;
  /** Who answers for it: the lead or only controller, or the organisation that the DCC saw. */
  organisation: string;
  /** The Data User that acts for it, by its name in the register; null when it acts for itself. */
  through: string | null;
  contactUrl: string | null;
  state: PortalState;
  legalBasis: string | null;
  /** Whether the permission, where it rests on one, is stated as this customer's own. */
  isOwnPermission: boolean;
  /** Null of what nobody registered. */
  confirmation: PortalConfirmation | null;
  purpose: string | null;
  dataTypes: string[];
  /** RFC 3339. */
  registeredAt: string;
  /** When it was entered into the register; null when that was less than a day after `registeredAt`. */
  enteredAt: string | null;
  expiry: string | null;
  revokedAt: string | null;
  endedBy: Ender | null;
  /** On which day data was last permitted to be released; null where it was not, and where that is not asked. */
  lastReleasedOn: string | null;
  /** Whether the operator has marked the organisation, for this basis, as one that a move does not concern. */
  isStatutory: boolean;
  /** When the operator voided, as made falsely, the Identity Record that it was registered for. */
  disputedAt: string | null;
  arrangement: string;
  /** The lead controller, or the only one, comes first. */
  controllers: PortalController[];
  terms: PortalTerms[];
  recipients: PortalRecipient[];
  discovery: PortalDiscovery | null;
  /** Whether the customer can end it now: it is a consent that is ACTIVE, in an occupancy that runs now. */
  mayWithdraw: boolean;
}

export type PortalEventKind =
  | 'registered'
  | 'replaced'
  | 'converted'
  | 'expired'
  | 'withdrawn-here'
  | 'withdrawn-through'
  | 'ended-by-organisation'
  | 'ended-by-operator'
  | 'discovered'
  | 'disputed'
  | 'expires';

export interface PortalEvent {
  kind: PortalEventKind;
  /** RFC 3339. */
  at: string;
  /** Who did it; null when the customer did, or nobody. */
  by: string | null;
  /** The reason for which it was ended, as the contract names it; null when none was given. */
  reason: string | null;
  reference: string;
}

/** Somebody looked at who may read this meter's data. */
export interface PortalLook {
  at: string;
  by: string;
  role: string;
}

/** What one Data Provider asked about an access on one day, and how often it was answered how. */
export interface PortalReleaseDay {
  /** `YYYY-MM-DD`. */
  day: string;
  /** The Data Provider's legal name. */
  provider: string;
  allowed: number;
  refused: number;
  /** Of those refused: how many came after the access had ended. */
  late: number;
}

/** What was asked about an access in the customer's own time, in days of Great Britain. */
export interface PortalReleases {
  /** The days that are told of, both included. */
  from: string;
  to: string;
  /** The last question; null where there was none. */
  last: { provider: string; at: string; isAllowed: boolean } | null;
  /** The newest first. */
  days: PortalReleaseDay[];
}

export interface PortalRecordView {
  entry: PortalEntry;
  /** Null where there can be none. */
  releases: PortalReleases | null;
  history: PortalEvent[];
}

/**
 * Where a request that waits can be answered: from these pages, by the link of its mail alone, or only where the
 * customer began it.
 */
export type PortalRequestAnswer = 'here' | 'mail' | 'where-it-began';

/** A request of an organisation that waits for the customer's answer. */
export interface PortalRequest {
  /** A pseudonym, which names it in this portal alone. */
  handle: string;
  organisation: string;
  /** What the page of the request and its mail show too, and the organisation knows. */
  reference: string;
  /** RFC 3339: when it was made, and until when it can be answered. */
  at: string;
  until: string;
  asksPermission: boolean;
  answer: PortalRequestAnswer;
  /** The masked address of its mail; null where it has none. */
  mailedTo: string | null;
}

export interface PortalListView {
  /** The whole MPxN, which is shown after proof alone and is part of no URL. */
  mpxn: string;
  /** The address on the customer's own record; null when none is known. */
  address: string | null;
  /** False when only what is linked to the customer's own records is shown. */
  isWhole: boolean;
  /** How many there are on all pages. */
  totals: { warnings: number; active: number; ended: number };
  /** Whether this is not the first page. */
  isFurther: boolean;
  /** What waits for an answer; on the first page alone. */
  requests: PortalRequest[];
  warnings: PortalEntry[];
  active: PortalEntry[];
  ended: PortalEntry[];
  /** The id of the record after which the next page begins; null on the last page. */
  next: string | null;
  looks: PortalLook[];
  /** The host and address of the way back, where there is one. */
  back: { host: string; url: string } | null;
  /** Whether the customer has left the meter point, so that nothing can be withdrawn. */
  hasLeft: boolean;
  /** Whether they have answered the Change of Tenancy by proving that they live there. */
  hasProvenResidence: boolean;
  mayChange: boolean;
}

/** Why a supplier's word did not answer a Change of Tenancy; each has its own words. */
export const residenceProblems = ['other-meter', 'too-early', 'nothing-open'] as const;

export type ResidenceProblem = (typeof residenceProblems)[number];

/** Changes of Tenancy that were reported after the customer's own time had begun, in days of Great Britain. */
export interface PortalResidence {
  provedBy: 'passkey' | 'mail' | 'supplier';
  /** The days of those that nothing has answered, in order. */
  open: string[];
  /** The last day on which the customer proved that they live there. */
  provenOn: string | null;
  /** From when a supplier's word answers the first of them, and whether that has come. */
  answerableFrom: string | null;
  isAnswerable: boolean;
}

export interface PortalPasskey {
  id: string;
  name: string | null;
  addedAt: string;
  lastUsedAt: string | null;
  isSynced: boolean;
  /** From when it counts, as RFC 3339; null when it counts already. */
  countsFrom: string | null;
  isUnproven: boolean;
  /** Whether it is the passkey that opened this session. */
  isThis: boolean;
}

export interface PortalPasskeysView {
  passkeys: PortalPasskey[];
  /** Whether the proof is recent enough to add or remove one. */
  hasRecentSignIn: boolean;
  hasEmail: boolean;
  /** The options for adding a passkey; null when none may be added now. */
  options: PasskeyOptions | null;
  rpId: string;
  accepted: AcceptedPasskeys;
}

/** What a customer keeps of a withdrawal. */
export interface PortalReceipt {
  recordId: string;
  organisation: string;
  /** The Data User that was notified, where it acts for the organisation. */
  through: string | null;
  /** What the stopped use was for, in the organisation's words; null where it gave none. */
  purpose: string | null;
  /** RFC 3339. */
  at: string;
  reference: string;
  /** Whether the receipt was also mailed to an address of the customer's own. */
  isMailed: boolean;
  back: { host: string; url: string } | null;
}
