import type { Account } from '@/lib/db/generated/client';
import { UnauthenticatedError } from '@/lib/platform/errors';
import { stableHash } from '@/lib/platform/stable-hash';

/**
 * What a bearer token carries of the secret that it was given for: it tells that secret from the ones after
 * it, and nothing about it. Keyed, so that nobody can compare it with a hash of a backup.
 */
export function secretMark(secretHash: string): string {
  return stableHash('secret-mark', secretHash).slice(0, 22);
}

/**
 * Refuses a caller whose bearer token was given for a secret that has been replaced since: whoever knows an
 * old secret makes no new one by it. Such a token stays good for everything else until it ends.
 *
 * @throws {UnauthenticatedError} AUTH002
 */
export function requireNewestSecret(account: Account, mark: string | null): void {
  if (mark === secretMark(account.secretHash)) return;
  const message = 'The secret key of this bearer token was replaced. Get a token with the new one.';
  throw new UnauthenticatedError('AUTH002', message);
}
