import { z } from 'zod';

export const consentBases = ['uk-consent', 'uk-explicit-consent'] as const;

/** Those on which a statute, and not the customer, lets an organisation have the data. */
export const statutoryBases = ['uk-public-task', 'uk-legal-obligation'] as const;

export const legalBases = [
  ...consentBases,
  'uk-legitimate-interests',
  'uk-public-task',
  'uk-legal-obligation',
  'uk-contract',
] as const;

export type LegalBasis = (typeof legalBases)[number];

/** The basis that a text names, or null. */
export function findLegalBasis(text: string | null): LegalBasis | null {
  return legalBases.find((known) => known === text) ?? null;
}

export function isConsentBasis(legalBasis: string | null): boolean {
  return consentBases.some((basis) => basis === legalBasis);
}

export function isStatutoryBasis(legalBasis: string | null): boolean {
  return statutoryBases.some((basis) => basis === legalBasis);
}

export const legalBasisSchema = z.enum(legalBases).meta({
  id: 'LegalBasis',
  description:
    '`uk-consent` and `uk-explicit-consent` are the consent bases: they need `notice` and ' +
    '`access-event.consent`, for `uk-explicit-consent` of type `explicit-consent`. With every other ' +
    'basis both are null.',
});
