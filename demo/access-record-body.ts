import { accessPurposes, type DataUserId } from './companies';
import type { AccessRecordBody } from './data-user-api';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

export const TERMS = ['one-year', 'already-ended'] as const;
export type Term = (typeof TERMS)[number];

/** Who the record is about: an own Identity Record, or whoever confirmed the token-ref. */
export type Subject = { readonly ir: string } | { readonly reidentificationToken: string };

/** A full access record on the basis of consent, ready for `POST /access-records`. */
export function accessRecordBody(
  dataUserId: DataUserId,
  subject: Subject,
  term: Term,
  now: Date,
): AccessRecordBody {
  const { controllerName, website, purpose, dataTypes } = accessPurposes[dataUserId];
  const ir = 'ir' in subject ? subject.ir : null;
  return {
    'record-metadata': {
      'schema-version': '1.0',
      'controller-arrangement': {
        'arrangement-type': 'sole',
        controllers: [
          {
            name: controllerName,
            role: 'sole',
            'contact-url': `${website}/contact`,
            'privacy-rights-url': `${website}/privacy`,
            'storage-conditions': { location: 'United Kingdom', 'retention-period': 'P2Y' },
          },
        ],
      },
      ...(ir === null ? {} : { 'identity-record-ref': ir }),
    },
    notice: {
      'shared-notice': {
        'terms-url': `${website}/terms`,
        'notice-version': '2026-11',
        'notice-language': 'en',
      },
    },
    processing: {
      'legal-basis': 'uk-consent',
      purpose,
      'data-types': [...dataTypes],
      'data-source': 'smart meter',
    },
    'access-event': {
      ...eventTimes(term, now),
      consent: { 'consent-type': 'expressed-consent', method: 'button on our website' },
    },
    ...('reidentificationToken' in subject
      ? { 'reidentification-token': subject.reidentificationToken }
      : {}),
  };
}

function eventTimes(term: Term, now: Date) {
  const at = (offsetMs: number): string => new Date(now.getTime() + offsetMs).toISOString();
  return term === 'one-year'
    ? { state: 'ACTIVE' as const, 'registered-at': at(0), expiry: at(YEAR_MS) }
    : { state: 'EXPIRED' as const, 'registered-at': at(-2 * YEAR_MS), expiry: at(-YEAR_MS) };
}
