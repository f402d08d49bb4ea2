import type { ProposedAccess } from 'central-access-register-client';
import { accessPurposes, type DataUserId } from './companies';

export const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** What a Data User means to register for a year: the register shows it before it asks. */
export function proposedAccess(dataUserId: DataUserId, now: Date): ProposedAccess {
  const { controllerName, website, legalBasis, purpose, dataTypes } = accessPurposes[dataUserId];
  return {
    'legal-basis': legalBasis,
    purpose,
    'data-types': [...dataTypes],
    expiry: new Date(now.getTime() + YEAR_MS).toISOString(),
    controllers: [
      {
        name: controllerName,
        role: 'sole',
        'contact-url': `${website}/contact`,
        'privacy-rights-url': `${website}/privacy`,
        'storage-conditions': { location: 'United Kingdom', 'retention-period': 'P2Y' },
      },
    ],
    notice: {
      'shared-notice': {
        'terms-url': `${website}/terms`,
        'notice-version': '2026-11',
        'notice-language': 'en',
      },
    },
  };
}

/** More than the customer was shown: for other ends, for ever, more data, and for a lender too. */
export function widened(proposed: ProposedAccess): ProposedAccess {
  return {
    ...proposed,
    purpose: `${proposed.purpose}, and offering you a loan for them`,
    'data-types': [...proposed['data-types'], 'HH-EXPORT', 'TARIFF-IMPORT'],
    expiry: null,
    recipients: [{ name: 'Sunrise Loans', role: 'lender' }],
  };
}
