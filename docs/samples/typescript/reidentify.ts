// Asks the person at a meter point, and shows them what is to be registered. Usage: reidentify.ts MPXN RETURN_URL
import { dataOf, reidentify } from 'central-access-register-client';
import { client } from './client';
import { proposedAccess } from './proposed-access';

const [mpxn = '', returnUrl = ''] = process.argv.slice(2);
const { 'available-methods': methods } = await dataOf(
  client.GET('/identity-records/exists', { params: { query: { mpxn } } }),
);
if (!methods.includes('magic-link')) throw new Error('not by mail');

// With a random state and bind-return. Keep the attempt in the visitor's session on your server: coming
// back is checked against it.
const asking = { method: 'magic-link', returnUrl, proposedAccess } as const;
const attempt = await reidentify(client, { mpxn }, asking);
console.log(JSON.stringify(attempt));
