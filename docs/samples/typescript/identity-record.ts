// Registers a person whose identity you have made sure of. Usage: identity-record.ts MPXN EMAIL
import { randomUUID } from 'node:crypto';
import { call } from './register-api';

const [mpxn, email] = process.argv.slice(2);
const answer = await call<{ ir: string }>(
  'POST',
  '/identity-records',
  {
    'pii-principal': { mpxn, 'move-in-date': '2024-05-01' },
    'expressed-by': 'data-subject',
    'principal-verification': {
      method: 'document check',
      'verified-at': '2024-05-03T10:30:00Z',
      outcome: 'verified',
      submitted: 'a driving licence',
    },
    email,
  },
  // The same key on a repeat: an answer that got lost does not make a second record.
  { 'idempotency-key': randomUUID() },
);
console.log(JSON.stringify(answer));
