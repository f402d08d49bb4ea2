// Registers what the customer was shown. Usage: access-record.ts TOKEN_REF
import { dataOf, type RequestBody } from 'central-access-register-client';
import { client } from './client';
import { proposedAccess } from './proposed-access';

const { controllers, notice, purpose, expiry } = proposedAccess;

const body: RequestBody<'/access-records', 'post'> = {
  'record-metadata': {
    'schema-version': '1.0',
    'controller-arrangement': { 'arrangement-type': 'sole', controllers },
  },
  notice,
  processing: {
    'legal-basis': proposedAccess['legal-basis'],
    purpose,
    'data-types': proposedAccess['data-types'],
  },
  'access-event': {
    state: 'ACTIVE',
    'registered-at': new Date().toISOString(),
    expiry,
    consent: { 'consent-type': 'expressed-consent', method: 'button on the register’s page' },
  },
  'reidentification-token': process.argv[2] ?? null,
};
// Anything beyond what was shown is refused with 409, and each field at fault is named.
const { 'access-token': token } = await dataOf(client.POST('/access-records', { body }));
console.log(JSON.stringify(token));
