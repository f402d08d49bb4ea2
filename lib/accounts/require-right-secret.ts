import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { checkLimit, consumeLimit } from '@/lib/limits/limits';
import { networkOf } from '@/lib/limits/network';
import { now } from '@/lib/platform/clock';
import { UnauthenticatedError, UnavailableError } from '@/lib/platform/errors';
import { runWithinLimit, type ConcurrencyLimit } from '@/lib/platform/concurrency-limit';
import { recallSecret, verifySecret, type SecretHashes } from '@/lib/platform/secret-hash';

/**
 * Secrets from one network are judged one after the other: of the two hashes that a process makes at once
 * one at the most is theirs, whatever they send, and the other is for everybody else.
 */
const JUDGING: ConcurrencyLimit = {
  name: 'sign-in',
  parallel: 1,
  waiting: 50,
  patienceMs: 10_000,
  refusal: (why) => new UnavailableError(`sign-ins of one network: ${why}`),
};

/** An account id and a secret that a caller claims. */
export interface SecretInput {
  accountId: string;
  secret: string;
  /** The client's network address, which the limits count by. */
  address: string;
}

/** An account whose right secret was given: its own, or the one before while that is still good. */
export interface ProvenAccount {
  account: Account;
  /** The stored hash of the secret that was given, which a rotation replaces. */
  secretHash: string;
}

async function refuseAfterWrong({ accountId, address }: SecretInput): Promise<void> {
  await checkLimit('wrong-secret-account-address', [accountId, address]);
  await checkLimit('wrong-secret-address', [address]);
}

async function findAccount(id: string): Promise<Account | null> {
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(id)) return null;
  return db().account.findUnique({ where: { id } });
}

function hashesOf(account: Account | null): SecretHashes {
  const until = account?.previousSecretUntil;
  const replaced = until && until > now() ? account.previousSecretHash : null;
  return { newest: account?.secretHash ?? null, replaced };
}

/** The account and its stored hash when the secret is right; null when it is not. */
async function findProven(
  { accountId, secret }: SecretInput,
  look: typeof verifySecret | typeof recallSecret,
): Promise<ProvenAccount | null> {
  const account = await findAccount(accountId);
  const hashes = hashesOf(account);
  const which = await look(secret, hashes);
  const secretHash = which && hashes[which];
  return account && secretHash ? { account, secretHash } : null;
}

/**
 * The account whose id and secret these are, by one limit wherever they are typed
 * (docs/api/limits.md#the-limits). Whether it may be used is not looked at.
 *
 * Whoever is over the limit, or gives a secret that this process has found right before, waits for nobody's
 * hash. All others pass one by one for each network (an IPv6 /48, an IPv4 /24), where looking, comparing and
 * counting is one step: guesses sent in parallel pass the limit by none in one process. The limits count by
 * account and address together, so that nobody can lock an account's owner out from elsewhere.
 *
 * @throws {UnauthenticatedError} AUTH005; {@link RateLimitError} after wrong secrets
 * @throws {UnavailableError} when too many from the same network, or from too many networks, wait
 */
export async function requireRightSecret(input: SecretInput): Promise<ProvenAccount> {
  await refuseAfterWrong(input);
  const recalled = await findProven(input, recallSecret);
  if (recalled) return recalled;
  return runWithinLimit(JUDGING, networkOf(input.address), async () => {
    await refuseAfterWrong(input);
    const proven = await findProven(input, verifySecret);
    if (proven) return proven;
    await consumeLimit('wrong-secret-account-address', [input.accountId, input.address]);
    await consumeLimit('wrong-secret-address', [input.address]);
    throw new UnauthenticatedError('AUTH005', 'The account or its secret key is not right.');
  });
}
