import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { amongCallsOf } from '@/lib/limits/calls-in-hand';
import { consumeLimit } from '@/lib/limits/limits';
import { now, secondsFrom } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { UnauthenticatedError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { signJwt } from '@/lib/platform/jwt';
import { MARK_CLAIM, requireUsable, TOKEN_AUDIENCE } from './authenticate-bearer';
import { requireRightSecret, type ProvenAccount } from './require-right-secret';
import { secretMark } from './secret-mark';

export const TOKEN_LIFETIME_S = 7200;

/** `account-id:secret-key` of an `Authorization: Basic` header, or null. */
function readBasic(header: string | null): { accountId: string; secret: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(header ?? '')?.[1];
  if (!encoded) return null;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 1) return null;
  return { accountId: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
}

async function issue({ account, secretHash }: ProvenAccount): Promise<string> {
  await consumeLimit('api-account', [account.id]);
  const issuedAt = now();
  const { id: sub, duid, role } = account;
  const token = await signJwt({
    purpose: 'token',
    audience: TOKEN_AUDIENCE,
    issuer: env().ORIGIN,
    claims: { sub, duid, role, jti: newId('tid'), [MARK_CLAIM]: secretMark(secretHash) },
    issuedAt,
    expiresAt: secondsFrom(issuedAt, TOKEN_LIFETIME_S),
  });
  await inTransaction((tx) => recordAudit(tx, { type: 'token.issued', accountId: account.id }));
  return token;
}

/**
 * Exchanges Basic credentials for a bearer token of two hours (docs/api/authentication.md#getting-a-token),
 * which counts as one of the account's calls.
 *
 * @throws {UnauthenticatedError} AUTH004, AUTH005; {@link RateLimitError} after wrong secrets
 */
export async function issueBearerToken(authorization: string | null, address: string) {
  const basic = readBasic(authorization);
  if (!basic) {
    throw new UnauthenticatedError('AUTH004', 'Send account-id and secret-key as HTTP Basic.');
  }
  const proven = await requireRightSecret({ ...basic, address });
  requireUsable(proven.account);
  const token = await amongCallsOf(proven.account.id, () => issue(proven));
  return { 'bearer-token': token, expires: TOKEN_LIFETIME_S };
}
