import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { checkLimit, consumeLimit } from '@/lib/limits/limits';
import { now } from '@/lib/platform/clock';
import { UnauthenticatedError } from '@/lib/platform/errors';
import { gate } from '@/lib/platform/gate';
import { verifySecret } from '@/lib/platform/secret-hash';

const PARALLEL = 4;

/** The hash of a replaced secret while it is still good. */
function previousSecretOf(account: Account | null): string | null {
  const until = account?.previousSecretUntil;
  return until && until > now() ? account.previousSecretHash : null;
}

/**
 * The account whose id and secret these are, by one limit wherever they are typed (contract §2).
 *
 * Looks, compares and counts as one step, four at a time in a process: guesses sent in parallel pass
 * the limit by three at most. The limits count by account and address together, so that nobody can
 * lock an account's owner out from elsewhere. Whether the account may be used is not looked at.
 *
 * @throws {UnauthenticatedError} AUTH005; {@link RateLimitError} after wrong secrets
 */
export async function requireRightSecret(
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
