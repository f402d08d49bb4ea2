import type { OperationObject } from '../../harness/api-document';
import { basicAuth, type ApiAccount, type RegisterClient } from '../../harness/api-client';
import { RETURN_URL } from '../../harness/callers/household';

/** Who sends a request: an account of each role and a second Data User, nobody, and two without a right. */
export const callerNames = [
  'data_user',
  'data_user 2',
  'data_provider',
  'dcc',
  'portal',
  'admin',
  'suspended',
  'tampered',
  'nobody',
] as const;
export type CallerName = (typeof callerNames)[number];

/** The roles that the document says may call; none where no bearer is asked for. */
export function rolesOf(operation: OperationObject): string[] {
  return operation.security.flatMap(({ bearer = [] }) => bearer);
}

/** The role that a caller's bearer stands for, or null. */
export function roleOf(caller: CallerName): string | null {
  if (caller === 'suspended' || caller === 'tampered' || caller === 'nobody') return null;
  return caller.replace(' 2', '');
}

export interface Callers {
  bearers: Record<CallerName, string | null>;
  /** Credentials that are right, for whoever asks for a token. */
  basic: string;
  accounts: ApiAccount[];
  first: ApiAccount;
}

/** One that is changed in its signature. */
function tampered(token: string): string {
  const at = token.length - 10;
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
}

/** The accounts that a run sends its requests from. Nothing that it does may end one of them. */
export async function createCallers(client: RegisterClient): Promise<Callers> {
  const urls = [RETURN_URL, 'https://northwind.example/welcome-back'];
  const user = await client.createAccount({ 'redirect-urls': urls });
  const other = await client.createAccount();
  const provider = await client.createAccount({ role: 'data_provider' });
  const dcc = await client.createAccount({ role: 'dcc' });
  const portal = await client.createAccount({ role: 'portal' });
  const admin = await client.createAccount({ role: 'admin' });
  const suspended = await client.createAccount();
  const accounts = [user, other, provider, dcc, portal, admin, suspended];
  const bearer = async (account: ApiAccount) => `Bearer ${await account.token()}`;
  const bearers = {
    data_user: await bearer(user),
    'data_user 2': await bearer(other),
    data_provider: await bearer(provider),
    dcc: await bearer(dcc),
    portal: await bearer(portal),
    admin: await bearer(admin),
    suspended: await bearer(suspended),
    tampered: `Bearer ${tampered(await user.token())}`,
    nobody: null,
  };
  await client.admin.call('POST', `/v1/admin/accounts/${suspended.id}/suspend`);
  return { bearers, basic: basicAuth(provider.id, provider.secret), accounts, first: user };
}
