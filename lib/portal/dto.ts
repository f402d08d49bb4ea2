import type {
  AcceptedPasskeys,
  AnswerProblem,
  PasskeyAnswer,
  PasskeyOptions,
} from '@/lib/webauthn/dto';

/** One meter point among several that a proof opened. */
export interface MeterPointChoice {
  handle: string;
  /** The last four characters. */
  ending: string;
  /** `YYYY-MM-DD`; null where only a supplier knows the person. */
  movedIn: string | null;
}

/** A supplier that customers may sign in with. */
export interface SupplierChoice {
  id: string;
  name: string;
}

/** Why a passkey was not taken by a page of the portal; each has its own words. */
export type PortalPasskeyProblem = AnswerProblem | 'unproven' | 'not-fresh' | 'mails-spent';

/** Answer of the portal's posts of a passkey. */
export type PortalPasskeyAnswer = PasskeyAnswer<PortalPasskeyProblem>;

/** Where the passkeys page offers a passkey made elsewhere: for this meter, or to make it count. */
export interface PortalJoinOffer {
  options: PasskeyOptions;
  /** Through a supplier: nothing of an organisation's is joined, an unproven passkey is proved. */
  provedBy: 'passkey' | 'mail' | 'supplier';
}

export type PortalState = 'ACTIVE' | 'EXPIRED' | 'REVOKED' | 'DISCOVERED';

/** Who ended an access early: a customer here, the organisation itself, or anybody else. */
export type PortalEnder = 'customer' | 'organisation' | 'other';

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
  /** Whose it is; null: one for all. */
  controller: string | null;
  url: string;
  version: string;
}

/** What the DCC saw of an organisation that is not registered here. */
export interface PortalDiscovery {
  /** By which the organisation can be asked. */
  reference: string;
  /** `YYYY-MM-DD`, as all dates of a sighting: days, no instants. */
  firstSeen: string;
  lastSeen: string;
  /** The organisation registered itself afterwards. */
  isSuperseded: boolean;
  /** `YYYY-MM-DD`, where that was after it was first seen. */
  registeredLater: string | null;
}

/** One access as its customer sees it. `id` is not the access key. */
export interface PortalEntry {
  id: string;
  /** Who answers for it: the lead or only controller, or whom the DCC saw. */
  organisation: string;
  /** The Data User that acts for it, by its name in the register; null: no other does. */
  through: string | null;
  contactUrl: string | null;
  state: PortalState;
  legalBasis: string | null;
  purpose: string | null;
  dataTypes: string[];
  /** RFC 3339. */
  registeredAt: string;
  /** When it was entered into the register, where that was a day or more after `registeredAt`. */
  enteredAt: string | null;
  expiry: string | null;
  revokedAt: string | null;
  endedBy: PortalEnder | null;
  /** When the operator voided, as made falsely, the Identity Record that it was registered for. */
  disputedAt: string | null;
  arrangement: string;
  /** Who answers first comes first. */
  controllers: PortalController[];
  terms: PortalTerms[];
  recipients: PortalRecipient[];
  discovery: PortalDiscovery | null;
  /** Ends now if the customer says so: a consent that is ACTIVE, in an occupancy that runs now. */
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
  /** Who did it; null: the customer, or nobody. */
  by: string | null;
  /** Why, as the contract names it, of what was ended; null: nobody said. */
  reason: string | null;
  reference: string;
}

/** Somebody looked at who may read this meter's data. */
export interface PortalLook {
  at: string;
  by: string;
  role: string;
}

export interface PortalRecordView {
  entry: PortalEntry;
  history: PortalEvent[];
}

export interface PortalListView {
  /** In full: it is shown after proof alone, and stands in no address. */
  mpxn: string;
  /** Of the customer's own record; null: none is known. */
  address: string | null;
  /** False: only what the customer's own records hold is shown. */
  isWhole: boolean;
  /** How many there are on all pages. */
  totals: { warnings: number; active: number; ended: number };
  /** Not the first page. */
  isFurther: boolean;
  warnings: PortalEntry[];
  active: PortalEntry[];
  ended: PortalEntry[];
  /** After which record the next page begins; null: this is the last. */
  next: string | null;
  looks: PortalLook[];
  /** The host and address of the way back, where there is one. */
  back: { host: string; url: string } | null;
  /** The meter point was left: nothing can be withdrawn. */
  hasLeft: boolean;
  mayChange: boolean;
}

export interface PortalPasskey {
  id: string;
  name: string | null;
  addedAt: string;
  lastUsedAt: string | null;
  isSynced: boolean;
  /** RFC 3339, from when it counts; null: it counts. */
  countsFrom: string | null;
  isUnproven: boolean;
  /** The one that opened this session. */
  isThis: boolean;
}

export interface PortalPasskeysView {
  passkeys: PortalPasskey[];
  /** Whether the proof is recent enough to add or remove one. */
  hasRecentProof: boolean;
  hasEmail: boolean;
  /** For adding one; null where it may not be added now. */
  options: PasskeyOptions | null;
  rpId: string;
  accepted: AcceptedPasskeys;
}

/** What a customer keeps of a withdrawal. */
export interface PortalReceipt {
  organisation: string;
  /** The Data User that was told, where it acts for the organisation. */
  through: string | null;
  /** RFC 3339. */
  at: string;
  reference: string;
  /** Whether it went to an address of the customer's own as well. */
  isMailed: boolean;
  back: { host: string; url: string } | null;
}
