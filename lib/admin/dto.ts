import type { AnsweredRecord } from '@/lib/access-records/dto';

/** What the DCC saw of an organisation at a meter point. */
export interface SeenAccess {
  organisationName: string;
  organisationReference: string;
  firstSeen: string;
  lastSeen: string;
  sourceReference: string;
  /** The access key that the organisation registered afterwards. */
  supersededBy: string | null;
}

/** An access record as the operator sees it. */
export interface AdminRecord {
  record: AnsweredRecord;
  /** Null: it ended so long ago that the register keeps it no more. */
  mpxn: string | null;
  owner: { id: string; displayName: string };
  ir: string | null;
  isLinkedByToken: boolean;
  /** When an Identity Record that it was linked to was voided. */
  disputedAt: string | null;
  /** Since when, and why, the operator holds it for a dispute. */
  held: { at: string; reason: string } | null;
  /** `by` is a display name; null when the register itself or a customer made the change. */
  changes: { id: string; at: string; state: string; cause: string; by: string | null }[];
  discovered: SeenAccess | null;
}

/** An Identity Record as the operator sees it, without anything about the person. */
export interface AdminIdentityRecord {
  ir: string;
  owner: { id: string; displayName: string };
  createdAt: string;
  anonymisedAt: string | null;
  voided: { at: string; reason: string } | null;
  hasEmail: boolean;
  passkeys: number;
  /** How many access records are linked to it by reference, for each state. */
  linked: Record<string, number>;
}

export interface SeenListItem extends SeenAccess {
  ak: string;
  mpxn: string | null;
  reportedAt: string;
}

export interface ListedTenancyChange {
  mpxn: string;
  effectiveDate: string;
  sourceReference: string;
  receivedAt: string;
  activeRecordsAffected: number;
  dataUsersNotified: string[];
  withdrawnAt: string | null;
}

interface NamedAccount {
  id: string;
  displayName: string;
}

/** How often there were too many questions in a minute that no access answers to. */
export interface BusyMinutes {
  /** Who asked, or whom they named; null: a Data User that is not in the register. */
  account: NamedAccount | null;
  minutes: number;
  /** How many there were in the worst of them. */
  most: number;
  /** The last of them. */
  lastAt: string;
}

/** A Data Provider that asked far more on a day than it uses to. */
export interface SuddenRise {
  account: NamedAccount;
  /** `YYYY-MM-DD`. */
  day: string;
  count: number;
  /** Of the days before. */
  median: number;
}

export interface ReleaseWarnings {
  byProvider: BusyMinutes[];
  byNamed: BusyMinutes[];
  rises: SuddenRise[];
}

/** How much one Data Provider asks. */
export interface ReleaseVolume {
  account: NamedAccount;
  today: number;
  yesterday: number;
  /** In the last thirty days. */
  permitted: number;
  refused: number;
}
