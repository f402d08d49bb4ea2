// Asks the person at a meter point to prove who they are. Usage: reidentify.ts MPXN RETURN_URL
import { dataOf, reidentify } from 'central-access-register-client';
import { client } from './client';

const [mpxn = '', returnUrl = ''] = process.argv.slice(2);
const { 'available-methods': methods } = await dataOf(
  client.GET('/identity-records/exists', { params: { query: { mpxn } } }),
);
if (!methods.includes('magic-link')) throw new Error('not by mail');

// With a random state and bind-return. Keep the attempt in the visitor's session on your server: coming
// back is checked against it.
const attempt = await reidentify(client, { mpxn }, { method: 'magic-link', returnUrl });
console.log(JSON.stringify(attempt));
