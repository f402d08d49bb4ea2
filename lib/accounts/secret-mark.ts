import type { Account } from '@/lib/db/generated/client';
import { UnauthenticatedError } from '@/lib/platform/errors';
import { stableHash } from '@/lib/platform/stable-hash';

/**
 * What a bearer token carries of the secret that it was issued for. It differs after each rotation and
 * discloses nothing of the secret. It is keyed, so that nobody can compare it with a hash in a backup.
 */
export function secretMark(secretHash: string): string {
  return stableHash('secret-mark', secretHash).slice(0, 22);
}

/**
 * Refuses a caller whose bearer token was issued for a secret that has been replaced since, so that whoever
 * knows an old secret cannot rotate to a new one. Such a token is accepted for everything else until it
 * expires.
 *
 * @throws {UnauthenticatedError} AUTH002
 */
export function requireNewestSecret(account: Account, mark: string | null): void {
  if (mark === secretMark(account.secretHash)) return;
  const message = 'The secret key of this bearer token was replaced. Get a token with the new one.';
  throw new UnauthenticatedError('AUTH002', message);
}
