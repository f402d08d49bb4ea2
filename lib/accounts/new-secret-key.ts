import { randomBytes } from 'node:crypto';

/**
 * A new secret key of 256 random bits, as 64 hex digits
 * (docs/api/directory-and-account.md#rotating-the-secret).
 */
export function newSecretKey(): string {
  return randomBytes(32).toString('hex');
}
