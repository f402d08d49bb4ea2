import { randomBytes } from 'node:crypto';
import type { Webhook } from '@/lib/db/generated/client';
import { openText } from './sealed-text';

/** How long a replaced secret signs beside the new one, in seconds. */
export const OLD_SECRET_S = 900;

const PREFIX = 'whsec_';

/** `whsec_` and 32 random bytes in base64, as Standard Webhooks has it. */
export function newSigningSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`;
}

/** The bytes after the prefix. */
export function secretBytes(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}

/** The secrets that sign at `at`, the newest first. */
export function signingSecrets(webhook: Webhook, at: Date): [string, ...string[]] {
  const { wid, secretSealed, previousSecretSealed, previousSecretUntil } = webhook;
  const newest = openText('signing-secret', wid, secretSealed);
  if (!previousSecretSealed || !previousSecretUntil || previousSecretUntil <= at) return [newest];
  return [newest, openText('signing-secret', wid, previousSecretSealed)];
}
