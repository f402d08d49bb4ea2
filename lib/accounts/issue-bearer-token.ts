import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { checkLimit, consumeLimit } from '@/lib/limits/limits';
import { now, secondsFrom } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { UnauthenticatedError } from '@/lib/platform/errors';
import { gate } from '@/lib/platform/gate';
import { newId } from '@/lib/platform/ids';
import { signJwt } from '@/lib/platform/jwt';
import { verifySecret } from '@/lib/platform/secret-hash';
import type { Account } from '@/lib/db/generated/client';
import { requireUsable, TOKEN_AUDIENCE } from './authenticate-bearer';

export const TOKEN_LIFETIME_S = 7200;
const PARALLEL = 4;

/** `account-id:secret-key` of an `Authorization: Basic` header, or null. */
function readBasic(header: string | null): { accountId: string; secret: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header ?? '')?.[1];
  if (!encoded) return null;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 1) return null;
  return { accountId: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
}

/** The hash of a replaced secret while it is still good. */
function previousSecretOf(account: Account | null): string | null {
  const until = account?.previousSecretUntil;
  return until && until > now() ? account.previousSecretHash : null;
}

/**
 * Looks, compares and counts as one step, four at a time in a process: guesses sent in parallel pass
 * the limit by three at most. The limits count by account and address together, so that nobody can
 * lock an account's owner out from elsewhere.
 */
async function requireRightSecret(
  accountId: string,
  secret: string,
  address: string,
): Promise<Account> {
  return gate(
    'token',
    PARALLEL,
  )(async () => {
    await checkLimit('wrong-secret-account-address', [accountId, address]);
    await checkLimit('wrong-secret-address', [address]);
    const account = /^[A-Za-z0-9._-]{1,64}$/.test(accountId)
      ? await db().account.findUnique({ where: { id: accountId } })
      : null;
    const previous = previousSecretOf(account);
    if ((await verifySecret(secret, account?.secretHash ?? null, previous)) && account) {
      return account;
    }
    await consumeLimit('wrong-secret-account-address', [accountId, address]);
    await consumeLimit('wrong-secret-address', [address]);
    throw new UnauthenticatedError('AUTH005', 'The account or its secret key is not right.');
  });
}

/**
 * Exchanges Basic credentials for a bearer token of two hours (contract §3).
 * @throws {UnauthenticatedError} AUTH004, AUTH005; {@link RateLimitError} after wrong secrets
 */
export async function issueBearerToken(authorization: string | null, address: string) {
  const basic = readBasic(authorization);
  if (!basic) {
    throw new UnauthenticatedError('AUTH004', 'Send account-id and secret-key as HTTP Basic.');
  }
  const account = await requireRightSecret(basic.accountId, basic.secret, address);
  requireUsable(account);
  const issuedAt = now();
  const token = await signJwt({
    purpose: 'token',
    audience: TOKEN_AUDIENCE,
    issuer: env().ORIGIN,
    claims: { sub: account.id, duid: account.duid, role: account.role, jti: newId('tid') },
    issuedAt,
    expiresAt: secondsFrom(issuedAt, TOKEN_LIFETIME_S),
  });
  await inTransaction((tx) => recordAudit(tx, { type: 'token.issued', accountId: account.id }));
  return { 'bearer-token': token, expires: TOKEN_LIFETIME_S };
}
