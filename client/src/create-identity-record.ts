import { newReturn, type Attempt, type ReturnOptions } from './attempt.js';
import { dataOf, type RegisterClient } from './create-register-client.js';
import type { RequestBody } from './request-body.js';

export type NewIdentityRecord = Omit<
  RequestBody<'/identity-records', 'post'>,
  | 'initiate-passkey-registration'
  | 'passkey-return-url'
  | 'state'
  | 'bind-return'
  | 'proposed-access'
>;

/**
 * Registers a customer (docs/api/identity-records.md#creating-an-identity-record), with `enrol` also the
 * start of a passkey enrolment: then keep the attempt in the customer's session and send the browser to its
 * `pageUrl`.
 */
export async function createIdentityRecord(
  client: RegisterClient,
  record: NewIdentityRecord,
  enrol: ReturnOptions | null = null,
): Promise<{ ir: string; attempt: Attempt | null }> {
  const method = 'passkey-register';
  const { state, fields } = newReturn(method, enrol ?? {});
  const start = enrol ? { 'initiate-passkey-registration': true, ...fields } : {};
  const created = await dataOf(client.POST('/identity-records', { body: { ...record, ...start } }));
  const { ir, 'passkey-registration-redirect': page } = created;
  const attempt = page && {
    tokenRef: page['token-ref'],
    method: method as typeof method,
    subject: { ir },
    expiresAt: page['expires-at'],
    pageUrl: page['redirect-url'],
    dispatchedTo: null,
    state,
    proposedAccess: created['proposed-access'],
    proposalDigest: created['proposal-digest'],
  };
  return { ir, attempt };
}
