import type { ApiAccount, ApiAnswer, JsonObject } from '../api-client';
import type { ProposedAnswer } from './proposal';
import type { Household } from './household';

export interface InitiatingAnswer extends ProposedAnswer {
  method: string;
  'magic-link': {
    'dispatched-to': string;
    'expires-at': string;
    'token-ref': string;
    'redirect-url': string | null;
  } | null;
  passkey: {
    'redirect-url': string;
    'token-ref': string;
    'expires-at': string;
    'return-url': string | null;
  } | null;
}

export interface StatusAnswer {
  method: string;
  status: string;
  'confirmed-at': string | null;
  declined: boolean;
  'confirmed-by': string | null;
  assurance?: string | undefined;
}

/** A re-identification under way. */
export interface Started {
  account: ApiAccount;
  tokenRef: string;
  /** The hosted page; empty for a magic link, whose page is in the mail. */
  page: string;
  statusPath: string;
}

function toStarted(
  account: ApiAccount,
  answer: ApiAnswer<InitiatingAnswer>,
  collection: string,
): Started {
  if (answer.status !== 200) throw new Error(`not started: ${answer.status} ${answer.text}`);
  const { passkey, 'magic-link': link } = answer.body;
  const tokenRef = passkey?.['token-ref'] ?? link?.['token-ref'] ?? '';
  return {
    account,
    tokenRef,
    page: passkey?.['redirect-url'] ?? '',
    statusPath: `${collection}/${tokenRef}`,
  };
}

export const REIDENTIFY = '/v1/identity-records/reidentify';

/** Started by the owner, on its own record. */
export async function startOwn(household: Household, fields: JsonObject): Promise<Started> {
  const path = `/v1/identity-records/${household.ir}/re-identify`;
  const answer = await household.owner.call<InitiatingAnswer>('POST', path, fields);
  return toStarted(household.owner, answer, path);
}

/** Started by whichever account, by meter number alone. */
export async function startAcross(
  account: ApiAccount,
  mpxn: string,
  fields: JsonObject,
): Promise<Started> {
  const answer = await account.call<InitiatingAnswer>('POST', REIDENTIFY, { mpxn, ...fields });
  return toStarted(account, answer, REIDENTIFY);
}

/** The status that the account which started the re-identification reads now. */
export async function statusOf(started: Started, returnCode?: string): Promise<StatusAnswer> {
  const query = returnCode === undefined ? '' : `?return-code=${encodeURIComponent(returnCode)}`;
  const answer = await started.account.call<StatusAnswer & { response: unknown }>(
    'GET',
    `${started.statusPath}${query}`,
  );
  if (answer.status !== 200) throw new Error(`no status: ${answer.status} ${answer.text}`);
  const { method, status, declined, assurance } = answer.body;
  return {
    method,
    status,
    'confirmed-at': answer.body['confirmed-at'],
    declined,
    'confirmed-by': answer.body['confirmed-by'],
    assurance,
  };
}

/** What an untouched re-identification reads. */
export function pendingStatus(method: string): StatusAnswer {
  return {
    method,
    status: 'pending',
    'confirmed-at': null,
    declined: false,
    'confirmed-by': null,
  };
}
