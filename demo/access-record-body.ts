import type { ProposedAccess } from 'central-access-register-client';
import type { AccessRecordBody } from './data-user-api';
import { YEAR_MS } from './proposed-access';

export const TERMS = ['as-shown', 'already-ended'] as const;
export type Term = (typeof TERMS)[number];

/** Who confirmed: the person of an own Identity Record, or whoever lives at a meter point. */
export type Confirmed = { readonly ir: string | null; readonly tokenRef: string };

/** The access record of what was proposed, ready for `POST /access-records`. */
export function accessRecordBody(
  proposed: ProposedAccess,
  { ir, tokenRef }: Confirmed,
  term: Term,
  now: Date,
): AccessRecordBody {
  const { controllers, recipients } = proposed;
  const isExplicit = proposed['legal-basis'] === 'uk-explicit-consent';
  return {
    'record-metadata': {
      'schema-version': '1.0',
      'controller-arrangement': { 'arrangement-type': 'sole', controllers },
      ...(ir === null ? {} : { 'identity-record-ref': ir }),
    },
    notice: proposed.notice,
    processing: {
      'legal-basis': proposed['legal-basis'],
      purpose: proposed.purpose,
      'data-types': proposed['data-types'],
      'data-source': 'smart meter',
      ...(recipients ? { recipients } : {}),
    },
    'access-event': {
      ...eventTimes(proposed.expiry, term, now),
      consent: {
        'consent-type': isExplicit ? 'explicit-consent' : 'expressed-consent',
        method: 'button on the register’s page',
      },
    },
    ...(ir === null ? { 'reidentification-token': tokenRef } : { 'confirmation-token': tokenRef }),
  };
}

function eventTimes(expiry: string | null, term: Term, now: Date) {
  const at = (offsetMs: number): string => new Date(now.getTime() + offsetMs).toISOString();
  return term === 'as-shown'
    ? { state: 'ACTIVE' as const, 'registered-at': at(0), expiry }
    : { state: 'EXPIRED' as const, 'registered-at': at(-2 * YEAR_MS), expiry: at(-YEAR_MS) };
}
