import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { env } from '@/lib/platform/env';
import { ForbiddenError, UnauthenticatedError } from '@/lib/platform/errors';
import { readJwt } from '@/lib/platform/jwt';

export const TOKEN_AUDIENCE = 'register-api';

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
  const account = accountId ? await db().account.findUnique({ where: { id: accountId } }) : null;
  if (!account) {
    throw new UnauthenticatedError('AUTH002', 'The bearer token is not valid or has expired.');
  }
  requireUsable(account);
  return account;
}
