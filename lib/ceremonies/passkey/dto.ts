import type { AskView, EndingView } from '@/lib/ceremonies/dto';
import type { AnswerProblem, PasskeyAnswer, PasskeyOptions } from '@/lib/webauthn/dto';

/**
 * What the page asks for now. `assert`: prove with the passkey (ends the ceremony); on an enrolment page
 * with the one that was just made, since making it signed nothing. `use-existing`: an
 * enrolment page that offers the passkey the customer already has (ends it too). `prove-passkey`,
 * `prove-email`, `enter-code`: a factor by mail, before a new passkey may be made or instead of one.
 * `enrol`: make it.
 */
export type CeremonyStep =
  'assert' | 'use-existing' | 'prove-passkey' | 'prove-email' | 'enter-code' | 'enrol';

export type CeremonyKind = 'assert' | 'register';

/** What was typed last in place of a code that counts: no code at all, or that of an earlier mail. */
export type TypedNote = 'unread' | 'older' | null;

export interface CodeView {
  typed: TypedNote;
  /** Wrong codes typed so far. */
  failures: number;
  triesLeft: number;
  /** The record has had its day's code guesses: no code is taken, the link still works. */
  isPaused: boolean;
  /** RFC 3339; the code and the link work until then. */
  expiresAt: string;
}

export interface CeremonyView {
  kind: CeremonyKind;
  step: CeremonyStep;
  ask: AskView;
  /** The `pks_…` of the page's address, sent back with each post. */
  session: string;
  /** RFC 3339; the session's end. */
  expiresAt: string;
  options: PasskeyOptions;
  /** Masked address a link or code could go to; null: no way by e-mail. */
  emailMask: string | null;
  code: CodeView | null;
  /** `use-existing` only: whether "set up a new passkey instead" is offered. */
  mayAddNew: boolean;
  /** Whether a passkey was made or proved by e-mail already in this ceremony. */
  proved: boolean;
  /** `enrol` only, after proof by e-mail: the form `POST /passkey/finish` confirms without a passkey. */
  mayFinishWithout: boolean;
  /** Mail limits are used up: no further mail just now. */
  mailPaused: boolean;
}

export type CeremonyPage =
  | { kind: 'open'; view: CeremonyView }
  | { kind: 'ended'; view: EndingView }
  /** Too many open views of one session in too many browsers. */
  | { kind: 'crowded'; ask: AskView }
  | { kind: 'unknown' };

/** Why a ceremony's answer was not accepted; each has its own words and next step. */
export type CeremonyProblem =
  | AnswerProblem
  | 'proof-missing'
  /** Its notice could not be mailed in this hour. */
  | 'mails-spent';

/** Answer of `POST /passkey/complete`. */
export type CompleteAnswer = PasskeyAnswer<CeremonyProblem>;
