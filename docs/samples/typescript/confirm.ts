// The customer is back. Usage: confirm.ts SESSION QUERY
// SESSION is what reidentify.ts kept in the visitor's session, QUERY that of the return URL.
import { call } from './register-api';

const session = JSON.parse(process.argv[2] ?? '') as { state: string; 'token-ref': string };
const query = new URLSearchParams(process.argv[3]);

if (query.get('state') !== session.state) throw new Error('this return belongs to another visit');
const error = query.get('dar-error');
if (error) throw new Error(`the customer did not confirm: ${error}`);

// The token-ref comes from the session; the address could carry anybody's.
const code = new URLSearchParams({ 'return-code': query.get('dar-return-code') ?? '' }).toString();
const status = await call<{ status: string }>(
  'GET',
  `/identity-records/reidentify/${session['token-ref']}?${code}`,
);
if (status.status !== 'confirmed') throw new Error(`not confirmed: ${status.status}`);
console.log(JSON.stringify(status));
