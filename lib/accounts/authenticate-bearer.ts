import DataLoader from 'dataloader';
import { Prisma, type Account } from '@/lib/db/generated/client';
import { readPrepared } from '@/lib/db/read-prepared';
import { rowOf, wholeRow, type JoinedRow } from '@/lib/db/whole-rows';
import { env } from '@/lib/platform/env';
import { ForbiddenError, UnauthenticatedError } from '@/lib/platform/errors';
import { readJwt } from '@/lib/platform/jwt';
import { processWide } from '@/lib/platform/process-wide';

export const TOKEN_AUDIENCE = 'register-api';

/**
 * Read by every call but verifying, so PostgreSQL keeps it prepared. The sub-select keeps from it how many ids
 * there are: it would plan anew for each number.
 */
const BY_IDS = {
  name: 'accounts-by-ids',
  text: `SELECT ${wholeRow('account', Prisma.AccountScalarFieldEnum)}
           FROM accounts account WHERE account.id = ANY ((SELECT $1::text[])::text[])`,
};

async function readAccounts(ids: readonly string[]): Promise<(Account | null)[]> {
  const rows = await readPrepared<JoinedRow>(BY_IDS, [[...new Set(ids)]]);
  const accounts = rows.map(
    (row) => rowOf(row, 'account', Prisma.AccountScalarFieldEnum, 'id') as Account | null,
  );
  const found = new Map(accounts.map((account) => [account?.id, account]));
  return ids.map((id) => found.get(id) ?? null);
}

/** Calls that come in together are read together, as verifies are; nothing is kept. */
function reader(): DataLoader<string, Account | null> {
  return processWide(
    'account-reader',
    () =>
      new DataLoader(readAccounts, { cache: false, batchScheduleFn: (read) => setImmediate(read) }),
  );
}

/** @throws {ForbiddenError} AUTH006 for a suspended or terminated account */
export function requireUsable(account: Account): void {
  if (account.status === 'active') return;
  throw new ForbiddenError(`This account is ${account.status}.`, 'AUTH006');
}

/** The claim of a bearer token that holds the mark of its secret. */
export const MARK_CLAIM = 'secret-mark';

/** What a bearer token claims, before it is compared with the register. */
export interface Bearer {
  accountId: string;
  /** The mark of its secret (`secretMark`); null in a token of an earlier version. */
  mark: string | null;
}

function notValid(): UnauthenticatedError {
  return new UnauthenticatedError('AUTH002', 'The bearer token is not valid or has expired.');
}

/**
 * Reads a bearer token that we signed. It reads no database, so that the account of a call is known before
 * the call takes a connection.
 *
 * @throws {UnauthenticatedError} AUTH001 without a bearer token; AUTH002 when it is invalid, expired or
 *   signed by a retired key
 */
export async function readBearer(authorization: string | null): Promise<Bearer> {
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
  if (!token) {
    throw new UnauthenticatedError('AUTH001', 'Send a bearer token from /v1/auth/token.');
  }
  const reading = await readJwt('token', token, {
    audience: TOKEN_AUDIENCE,
    issuer: env().ORIGIN,
  });
  if (!reading.valid || reading.isExpired || !reading.claims.sub) throw notValid();
  const { sub: accountId, [MARK_CLAIM]: mark } = reading.claims;
  return { accountId, mark: typeof mark === 'string' ? mark : null };
}

/**
 * The account of a bearer token as it now stands: its status and role come from the register, not from
 * the token, so that suspension takes effect on the next request.
 *
 * @throws {UnauthenticatedError} AUTH002 when there is no such account any more
 * @throws {ForbiddenError} AUTH006
 */
export async function requireBearerAccount({ accountId }: Bearer): Promise<Account> {
  const account = await reader().load(accountId);
  if (!account) throw notValid();
  requireUsable(account);
  return account;
}
