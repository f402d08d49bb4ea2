import type { Option } from './fields';
import { MOST_COUNTED } from '@/lib/dashboard/dto';

/** The contract's values in the words of a console. */
export const legalBasisWords: Record<string, string> = {
  'uk-consent': 'Consent',
  'uk-explicit-consent': 'Explicit consent',
  'uk-legitimate-interests': 'Legitimate interests',
  'uk-public-task': 'Public task',
  'uk-legal-obligation': 'Legal obligation',
  'uk-contract': 'Contract',
};

export const reasonWords: Record<string, string> = {
  'customer-request': 'The customer asked for it',
  'contract-ended': 'The contract has ended',
  'lia-lapsed': 'The legitimate interests assessment has lapsed',
  'statutory-authority-lapsed': 'The statutory authority has lapsed',
  'data-no-longer-required': 'The data is no longer required',
  other: 'Another reason',
};

export const causeWords: Record<string, string> = {
  ...reasonWords,
  registered: 'Registered',
  replaced: 'Replaced',
  converted: 'Written in a new form by the register',
  discovered: 'Reported by the DCC',
  widened: 'Reported again by the DCC',
  expired: 'Its end was reached',
};

/** What people call the roles of accounts. */
export const roleWords: Record<string, string> = {
  data_user: 'Data User',
  data_provider: 'Data Provider',
  dcc: 'DCC',
  portal: 'Portal operator',
  admin: 'Operator',
};

export const methodWords: Record<string, string> = {
  'magic-link': 'Mailed link',
  'passkey-assert': 'Passkey',
  'passkey-register': 'New passkey',
};

export const eventWords: Record<string, string> = {
  'consent.withdrawal': 'A consent was withdrawn',
  'consent.expiring': 'A consent is about to end',
  'tenancy.change': 'A change of tenancy',
  'credential.registered': 'A passkey was enrolled',
};

/** What deliveries tell of: events, and the tests that their owner asks for. */
export const deliveryWords: Record<string, string> = {
  ...eventWords,
  'webhook.test': 'A test',
};

export const stateOptions: Option[] = [
  { value: 'ACTIVE', label: 'Active' },
  { value: 'EXPIRED', label: 'Expired' },
  { value: 'REVOKED', label: 'Revoked' },
];

export function optionsOf(words: Record<string, string>): Option[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

/** A count that stops at `MOST_COUNTED`. */
export function many(count: number): string {
  const shown = Math.min(count, MOST_COUNTED).toLocaleString('en-GB');
  return count >= MOST_COUNTED ? `${shown} or more` : shown;
}

/** Options whose words are followed by their value, for readers who know it by that. */
export function optionsWithCodes(words: Record<string, string>): Option[] {
  return Object.entries(words).map(([value, label]) => ({ value, label: `${label} (${value})` }));
}
