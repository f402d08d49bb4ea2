// Registers an access by consent of whoever confirmed. Usage: access-record.ts TOKEN_REF
import { dataOf, type RequestBody } from 'central-access-register-client';
import { client } from './client';

const body: RequestBody<'/access-records', 'post'> = {
  'record-metadata': {
    'schema-version': '1.0',
    'controller-arrangement': {
      'arrangement-type': 'sole',
      controllers: [
        {
          name: 'Brightmeter',
          role: 'sole',
          'contact-url': 'https://brightmeter.example/contact',
        },
      ],
    },
  },
  notice: {
    'shared-notice': {
      'terms-url': 'https://brightmeter.example/terms',
      'notice-version': '2026-11',
    },
  },
  processing: {
    'legal-basis': 'uk-consent',
    purpose: 'Advice on saving energy at home, from how much you use each month',
    'data-types': ['MTH-CONSUMPTION'],
  },
  'access-event': {
    state: 'ACTIVE',
    'registered-at': new Date().toISOString(),
    expiry: null,
    consent: { 'consent-type': 'expressed-consent', method: 'button on our website' },
  },
  'reidentification-token': process.argv[2] ?? null,
};
const { 'access-token': token } = await dataOf(client.POST('/access-records', { body }));
console.log(JSON.stringify(token));
