/**
 * Why a sign-in to a console was refused. `realm` means that the account signs in to the other console,
 * `replaced` that there is a newer secret.
 */
export type SignInProblem = 'wrong' | 'limit' | 'inactive' | 'realm' | 'replaced';

/** What is wrong with one field of a form, or, without a field, with the whole of it. */
export interface FormProblem {
  field: string | null;
  message: string;
}

/** One check of the audit chain, made in parts. Its hash is kept where nobody but the session can change it. */
export interface AuditProgress {
  position: string;
  hash: string;
  /** The chain's length. */
  head: string;
  isDone: boolean;
  fault: { position: string; eventId: string | null; problem: string } | null;
  startedAt: string;
}

/** What a post leaves for the page that it leads to. */
export interface FlashMessage {
  /** What has happened, in words. */
  notice?: string;
  problems?: FormProblem[];
  /** What was typed into the form that `problems` are about; never a secret. */
  values?: Record<string, string[]>;
  /** A secret to show, this once. */
  secret?: string;
  /** An address to hand on. */
  link?: string;
  /** How far a check of the audit chain has come: it goes on from there. */
  check?: AuditProgress;
  /** It may be shown again for a quarter of an hour, by a reload say. Never with a secret. */
  isKept?: boolean;
}
