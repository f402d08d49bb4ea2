import { readBearer, requireBearerAccount } from '@/lib/accounts/authenticate-bearer';
import type { Account } from '@/lib/db/generated/client';
import { amongCallsOf } from '@/lib/limits/calls-in-hand';
import { consumeLimit } from '@/lib/limits/limits';
import { ForbiddenError } from '@/lib/platform/errors';
import type { AnyOperation } from './declared-paths';
import type { Exchange } from './exchange';

type Bearer = Awaited<ReturnType<typeof readBearer>>;

export interface Caller {
  account: Account;
  /** Of the secret that the bearer token was given for; see lib/accounts/secret-mark.ts. */
  secretMark: string | null;
}

/** The account as it stands, one more call of it counted. */
async function admit(exchange: Exchange, bearer: Bearer): Promise<Account> {
  const account = await requireBearerAccount(bearer);
  exchange.accountId = account.id;
  await consumeLimit('api-account', [account.id]);
  return account;
}

/** @throws {ForbiddenError} */
function requireRole({ roles }: AnyOperation, { role }: Account): void {
  if (!roles || roles.includes(role)) return;
  throw new ForbiddenError(`The role ${role} does not allow this.`);
}

/**
 * Who calls, within the limit of calls and with a role that may; null where the operation asks for no bearer.
 * @throws {UnauthenticatedError} {@link RateLimitError} {@link ForbiddenError}, in this order
 */
export async function authenticate(
  exchange: Exchange,
  operation: AnyOperation,
): Promise<Caller | null> {
  if (!operation.roles) return null;
  const bearer = await readBearer(exchange.request.headers.get('authorization'));
  const account = await amongCallsOf(bearer.accountId, () => admit(exchange, bearer));
  requireRole(operation, account);
  return { account, secretMark: bearer.mark };
}
