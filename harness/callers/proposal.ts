import { createHash } from 'node:crypto';
import type { JsonObject } from '../api-client';

/** A permission of one organisation without end: the plainest proposal of a consent. */
export function proposedConsent(fields: JsonObject = {}): JsonObject {
  return {
    'legal-basis': 'uk-consent',
    purpose: 'To recommend a tariff',
    'data-types': ['HH-CONSUMPTION'],
    expiry: null,
    controllers: [
      {
        name: 'Northwind Energy',
        role: 'sole',
        'contact-url': 'https://northwind.example/contact',
      },
    ],
    notice: {
      'shared-notice': {
        'terms-url': 'https://northwind.example/terms',
        'notice-version': '2026-01',
      },
    },
    ...fields,
  };
}

/** A proposal on a basis that needs no permission. */
export function proposedContract(fields: JsonObject = {}): JsonObject {
  return proposedConsent({ 'legal-basis': 'uk-contract', notice: null, ...fields });
}

/** RFC 8785 for what a proposal and evidence hold: texts, lists, objects, null and whole numbers. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256, base64url, of the RFC 8785 form. */
export function digestOf(value: JsonObject): string {
  return createHash('sha256').update(canonical(value)).digest('base64url');
}

export interface ProposedAnswer {
  'proposed-access': JsonObject | null;
  'proposal-digest': string | null;
}
