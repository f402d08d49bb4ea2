import type { ApiAccount, JsonObject, RegisterClient } from '../api-client';
import { consentBody } from './access-record-body';
import type { Household } from './household';

/** The answer of verify, as far as tests take it apart. */
export interface VerifiedRecord extends JsonObject {
  duid: string;
  'record-metadata': JsonObject & {
    'record-identifier': string;
    'created-at': string;
    'identity-record-ref': string | null;
  };
  processing: JsonObject;
  'access-event': JsonObject & { state: string; 'revoked-at'?: string };
}

export interface AccessToken {
  key: string;
  expiry: string | null;
}

/** An entry of any list of access records. */
export interface ListedRecord extends JsonObject {
  ak: string;
  state: string;
  'record-metadata': (JsonObject & { 'record-identifier': string }) | null;
  'discovered-access': JsonObject | null;
}

/** Registers `body` and answers the access key. @throws {Error} when it was refused */
export async function registerAccess(account: ApiAccount, body: JsonObject): Promise<string> {
  const answer = await account.call<{ 'access-token': AccessToken }>(
    'POST',
    '/v1/access-records',
    body,
  );
  if (answer.status !== 201) throw new Error(`not registered: ${answer.status} ${answer.text}`);
  return answer.body['access-token'].key;
}

/** A consent without end of the household, registered by its owner. */
export function registerConsent({ owner, ir }: Household): Promise<string> {
  return registerAccess(owner, consentBody(ir));
}

/** What verifying answers a Data Provider for the key. @throws {Error} when there is no such record */
export async function verify(client: RegisterClient, ak: string): Promise<VerifiedRecord> {
  const answer = await client.call<{ 'access-record': VerifiedRecord }>(
    'GET',
    `/v1/access-records/${ak}`,
  );
  if (answer.status !== 200) throw new Error(`not verified: ${answer.status} ${answer.text}`);
  return answer.body['access-record'];
}

export async function stateOf(client: RegisterClient, ak: string): Promise<string> {
  return (await verify(client, ak))['access-event'].state;
}

/** Ends an access; `query` opens with a question mark. */
export function revoke(account: ApiAccount, ak: string, query = '') {
  return account.call<{ ak: string; 'revoked-at': string }>(
    'DELETE',
    `/v1/access-records/${ak}${query}`,
  );
}

export function replace(account: ApiAccount, ak: string, body: JsonObject) {
  return account.call<{ 'access-token': AccessToken }>('PUT', `/v1/access-records/${ak}`, body);
}

/** Anonymises the household's Identity Record: 409 while a linked record is ACTIVE. */
export async function anonymise({ owner, ir }: Household): Promise<number> {
  return (await owner.call('DELETE', `/v1/identity-records/${ir}`)).status;
}
