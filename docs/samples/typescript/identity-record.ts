// Registers a person whose identity you have made sure of. Usage: identity-record.ts MPXN EMAIL
import { createIdentityRecord } from 'central-access-register-client';
import { client } from './client';

const [mpxn = '', email = null] = process.argv.slice(2);
const { ir } = await createIdentityRecord(client, {
  'pii-principal': { mpxn, 'move-in-date': '2024-05-01' },
  'expressed-by': 'data-subject',
  'principal-verification': {
    method: 'document check',
    'verified-at': '2024-05-03T10:30:00Z',
    outcome: 'verified',
    submitted: 'a driving licence',
  },
  email,
});
console.log(JSON.stringify({ ir }));
