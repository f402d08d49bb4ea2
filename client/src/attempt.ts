import { randomBytes } from 'node:crypto';
import type { components } from './api-types.js';

export type Method = 'magic-link' | 'passkey-assert' | 'passkey-register';

/** Whom to recognise: one of your own Identity Records, or whoever lives at a meter point. */
export type Subject = { ir: string } | { mpxn: string };

/** The access that is to be registered afterwards, which the customer is shown beforehand. */
export type ProposedAccess = components['schemas']['ProposedAccessInput'];

/** Where the customer's browser goes when it is done, and what they are shown before they are asked. */
export interface ReturnOptions {
  /**
   * Exactly one of the account's redirect URLs. Without it the customer ends on a page of the register,
   * and you ask for the outcome by `confirm`.
   */
  returnUrl?: string;
  /**
   * With a return URL, default true: only the browser that comes back can confirm. A mailed link that is
   * opened on another device then confirms nothing; say false where it should.
   */
  bindReturn?: boolean;
  /** What you mean to register (docs/api/proposals.md): the customer is shown it whole. */
  proposedAccess?: ProposedAccess;
}

/**
 * One re-identification under way. Keep it in the visitor's own session, on the server: whoever knows a
 * token-ref has proved nothing, only the session that started it may finish it.
 */
export interface Attempt {
  tokenRef: string;
  method: Method;
  subject: Subject;
  expiresAt: string;
  /** Send the browser here; null for a magic link, which the register mails. */
  pageUrl: string | null;
  /** The masked address that a magic link went to; else null. */
  dispatchedTo: string | null;
  /** Random; comes back as `state`. Null without a return URL. */
  state: string | null;
  /** What was proposed, in the register's normal form; null: nothing was. */
  proposedAccess: ProposedAccess | null;
  /** What the confirmation is bound to; null without a proposal. */
  proposalDigest: string | null;
}

/** A fresh `state` where there is a return URL to carry it, and the fields that ask for what is wanted. */
export function newReturn(method: Method, options: ReturnOptions) {
  const { returnUrl, bindReturn = true, proposedAccess } = options;
  const proposed = proposedAccess ? { 'proposed-access': proposedAccess } : {};
  if (returnUrl === undefined) return { state: null, fields: proposed };
  const state = randomBytes(24).toString('base64url');
  const urlField = method === 'magic-link' ? 'redirect-url' : 'passkey-return-url';
  return {
    state,
    fields: { [urlField]: returnUrl, state, 'bind-return': bindReturn, ...proposed },
  };
}
