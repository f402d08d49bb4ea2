/** A consent of one organisation, as the reference shows it: without what the register sets. */
const consent = {
  'record-metadata': {
    'schema-version': '1.0',
    'controller-arrangement': {
      'arrangement-type': 'sole',
      'art26-reference': null,
      controllers: [
        {
          name: 'Northwind Energy',
          role: 'sole',
          'contact-url': 'https://northwind.example/contact',
          address: {
            addressLine1: '1 High Street',
            addressLine2: null,
            townCity: 'Cardiff',
            county: null,
            postcode: 'CF10 1AA',
          },
          'privacy-rights-url': 'https://northwind.example/privacy',
          'lia-reference': null,
          'statutory-reference': null,
          'storage-conditions': { location: 'United Kingdom', 'retention-period': 'P2Y' },
        },
      ],
    },
    'identity-record-ref': 'ir_4f9d02c7a1b86e35d2f07c94',
  },
  notice: {
    'shared-notice': {
      'terms-url': 'https://northwind.example/terms',
      'notice-version': '2026-11',
      'notice-language': 'en',
    },
    notices: null,
  },
  processing: {
    'legal-basis': 'uk-consent',
    purpose: 'Showing you your half-hourly use and finding a tariff that suits it',
    'data-types': ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
    'data-source': 'smart meter',
  },
  'access-event': {
    state: 'ACTIVE',
    'registered-at': '2026-11-02T09:30:00Z',
    expiry: '2027-11-02T09:30:00Z',
    'controller-reference': 'CRM-4711',
    consent: { 'consent-type': 'expressed-consent', method: 'button on our website' },
  },
};

/** A body of `POST /access-records`. */
export const accessRecordExample = consent;

/** A body of `PUT /access-records/{ak}`: a year more. */
export const replacementExample = {
  ...consent,
  'access-event': { ...consent['access-event'], expiry: '2028-11-02T09:30:00Z' },
};

/** What verifying that record answers. */
export const verifiedExample = {
  duid: 'duid_4f9d02c7a1b86e35d2f07c94',
  ...consent,
  'record-metadata': {
    ...consent['record-metadata'],
    'record-identifier': 'ak_4f9d02c7a1b86e35d2f07c94',
    'created-at': '2026-11-02T09:30:01.114Z',
  },
  processing: { ...consent.processing, jurisdiction: 'GB' },
  'customer-confirmation': {
    method: 'passkey-assert',
    assurance: 'proven',
    'confirmed-at': '2026-11-02T09:29:40.251Z',
    bound: true,
    'proposal-digest': 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
  },
};
