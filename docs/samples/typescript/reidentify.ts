// Asks the person at a meter point to prove who they are. Usage: reidentify.ts MPXN RETURN_URL
import { randomBytes } from 'node:crypto';
import { call } from './register-api';

const [mpxn = '', returnUrl] = process.argv.slice(2);
const state = randomBytes(16).toString('base64url');
const query = new URLSearchParams({ mpxn }).toString();
const known = await call<{ 'available-methods': string[] }>(
  'GET',
  `/identity-records/exists?${query}`,
);
if (!known['available-methods'].includes('magic-link')) throw new Error('not by mail');

const answer = await call<{ 'magic-link': { 'token-ref': string } }>(
  'POST',
  '/identity-records/reidentify',
  { mpxn, method: 'magic-link', 'redirect-url': returnUrl, state, 'bind-return': true },
);
// Keep both in the visitor's session on your server: coming back is checked against them.
console.log(JSON.stringify({ state, 'token-ref': answer['magic-link']['token-ref'] }));
