import type { Access } from '../portal-api';

type DataType = Access['data-types'][number];
type LegalBasis = NonNullable<Access['legal-basis']>;

const DATA_TYPES: Readonly<Record<DataType, string>> = {
  'HH-CONSUMPTION': 'half-hourly use',
  'HH-EXPORT': 'half-hourly export',
  'MTH-CONSUMPTION': 'monthly use',
  'MTH-EXPORT': 'monthly export',
  'ANNUAL-CONSUMPTION': 'yearly use',
  'ANNUAL-EXPORT': 'yearly export',
  'TARIFF-IMPORT': 'your tariff',
  'TARIFF-EXPORT': 'your export tariff',
};

const LEGAL_BASES: Readonly<Record<LegalBasis, string>> = {
  'uk-consent': 'You gave permission',
  'uk-explicit-consent': 'You gave specific permission',
  'uk-legitimate-interests': 'Legitimate business interest',
  'uk-public-task': 'Public or regulatory duty',
  'uk-legal-obligation': 'Legal requirement',
  'uk-contract': 'Your service contract',
};

/** The kinds of data in people's words. */
export function dataInWords(types: readonly DataType[]): string {
  return types.map((type) => DATA_TYPES[type]).join(', ');
}

/** Why an organisation may read the data, in people's words. */
export function basisInWords(basis: LegalBasis | null): string {
  return basis === null ? 'None that is registered' : LEGAL_BASES[basis];
}

/** Who reads: the organisation that leads, or the one that was seen. */
export function organisationOf(access: Access): string {
  const seen = access['discovered-access']?.['organisation-name'];
  return seen ?? access['lead-controller-name'] ?? 'An organisation without a name';
}
