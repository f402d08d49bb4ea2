import { Prisma, type Account } from '@/lib/db/generated/client';
import { readPrepared } from '@/lib/db/read-prepared';
import { rowOf, wholeRow, type JoinedRow } from '@/lib/db/whole-rows';
import { env } from '@/lib/platform/env';
import { ForbiddenError, UnauthenticatedError } from '@/lib/platform/errors';
import { readJwt } from '@/lib/platform/jwt';

export const TOKEN_AUDIENCE = 'register-api';

/** Comes with every call but verify. */
const BY_ID = {
  name: 'account-by-id',
  text: `SELECT ${wholeRow('account', Prisma.AccountScalarFieldEnum)}
           FROM accounts account WHERE account.id = $1`,
};

async function findAccount(id: string): Promise<Account | null> {
  const [row] = await readPrepared<JoinedRow>(BY_ID, [id]);
  if (!row) return null;
  return rowOf(row, 'account', Prisma.AccountScalarFieldEnum, 'id') as Account | null;
}

/** @throws {ForbiddenError} AUTH006 for a suspended or terminated account */
export function requireUsable(account: Account): void {
  if (account.status === 'active') return;
  throw new ForbiddenError(`This account is ${account.status}.`, 'AUTH006');
}

/**
 * The account of a bearer token as it now stands: its status and role come from the register, not from
 * the token, so that suspension takes effect on the next request.
 *
 * @throws {UnauthenticatedError} AUTH001 no bearer, AUTH002 invalid or expired or of a retired key
 * @throws {ForbiddenError} AUTH006
 */
export async function authenticateBearer(authorization: string | null): Promise<Account> {
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
  if (!token) {
    throw new UnauthenticatedError('AUTH001', 'Send a bearer token from /v1/auth/token.');
  }
  const reading = await readJwt('token', token, {
    audience: TOKEN_AUDIENCE,
    issuer: env().ORIGIN,
  });
  const accountId = reading.valid && !reading.isExpired ? reading.claims.sub : undefined;
  const account = accountId ? await findAccount(accountId) : null;
  if (!account) {
    throw new UnauthenticatedError('AUTH002', 'The bearer token is not valid or has expired.');
  }
  requireUsable(account);
  return account;
}
