import { randomBytes, randomInt } from 'node:crypto';
import type { ApiAccount, JsonObject } from '../api-client';

export const RETURN_URL = 'https://northwind.example/return';

/** One customer at one meter point, as an organisation knows them. */
export interface Household {
  /** Whose Identity Record it is. */
  owner: ApiAccount;
  mpxn: string;
  /** Null where none is stored. */
  email: string | null;
  ir: string;
}

export function randomMpxn(): string {
  return `12${String(randomInt(10 ** 11)).padStart(11, '0')}`;
}

export function randomEmail(): string {
  return `customer.${randomBytes(6).toString('hex')}@example.com`;
}

export interface HouseholdOptions {
  mpxn?: string;
  /** Null for a record without an e-mail address; a random address where it is absent. */
  email?: string | null;
  moveInDate?: string;
  /** Other members of the request's body. */
  fields?: JsonObject;
}

/** An Identity Record with defaults; a meter point and an address of its own if none is given. */
export async function createHousehold(
  owner: ApiAccount,
  options: HouseholdOptions = {},
): Promise<Household> {
  const { mpxn = randomMpxn(), email = randomEmail(), moveInDate = '2024-03-01' } = options;
  const answer = await owner.call<{ ir: string }>('POST', '/v1/identity-records', {
    'pii-principal': { mpxn, 'move-in-date': moveInDate },
    'expressed-by': 'data-subject',
    email,
    ...options.fields,
  });
  if (answer.status !== 201) {
    throw new Error(`Identity Record not created: ${answer.status} ${answer.text}`);
  }
  return { owner, mpxn, email, ir: answer.body.ir };
}

export interface CredentialView {
  'credential-id': string;
  'registered-at': string;
  'last-used-at': string | null;
  'backed-up': boolean;
  transports: string[];
}

/** The passkeys that the owner sees on the record. */
export async function credentialsOf(household: Household): Promise<CredentialView[]> {
  const answer = await household.owner.call<{
    'identity-record': { credentials: CredentialView[] };
  }>('GET', `/v1/identity-records/${household.ir}`);
  return answer.body['identity-record'].credentials;
}
