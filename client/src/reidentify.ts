import {
  newReturn,
  type Attempt,
  type Method,
  type ReturnOptions,
  type Subject,
} from './attempt.js';
import { dataOf, type RegisterClient } from './create-register-client.js';

/**
 * Starts a re-identification (docs/api/re-identification.md#starting). Keep what it answers in the visitor's
 * session. With `proposedAccess` the customer is shown what is to be registered, and what they confirm is bound to
 * it.
 */
export async function reidentify(
  client: RegisterClient,
  subject: Subject,
  options: ReturnOptions & { method: Method },
): Promise<Attempt> {
  const { method } = options;
  const { state, fields } = newReturn(method, options);
  const body = { method, ...fields };
  const {
    'magic-link': mail,
    passkey,
    ...proposed
  } = await dataOf(
    'ir' in subject
      ? client.POST('/identity-records/{ir}/re-identify', {
          params: { path: { ir: subject.ir } },
          body,
        })
      : client.POST('/identity-records/reidentify', { body: { mpxn: subject.mpxn, ...body } }),
  );
  const started = passkey ?? mail;
  if (!started) throw new TypeError('the register started nothing');
  return {
    tokenRef: started['token-ref'],
    method,
    subject,
    expiresAt: started['expires-at'],
    pageUrl: passkey?.['redirect-url'] ?? null,
    dispatchedTo: mail?.['dispatched-to'] ?? null,
    state,
    proposedAccess: proposed['proposed-access'],
    proposalDigest: proposed['proposal-digest'],
  };
}
