// The customer is back. Usage: confirm.ts ATTEMPT QUERY
// ATTEMPT is what reidentify.ts kept in the visitor's session, QUERY that of the return URL.
import { confirm, type Attempt } from 'central-access-register-client';
import { client } from './client';

const attempt = JSON.parse(process.argv[2] ?? '') as Attempt;
const query = new URLSearchParams(process.argv[3]);

// Throws a ForeignReturnError where state or token-ref are those of another visit.
const outcome = await confirm(client, attempt, query);
if (outcome.status !== 'confirmed') {
  const isDeclined = outcome.status === 'expired' && outcome.declined;
  throw new Error(isDeclined ? 'the customer declined' : `not confirmed: ${outcome.status}`);
}
console.log(JSON.stringify(outcome));
