import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { processWide } from './process-wide';

/** More organisations than this do not ask one process for tokens within hours. */
const MOST = 5000;

interface Memory {
  /** Never leaves the process and dies with it. */
  key: Buffer;
  /** By the stored hash, of which a rotation makes another: HMAC-SHA256 of the secret found right. */
  right: Map<string, Buffer>;
}

function memory(): Memory {
  return processWide('right-secrets', () => ({ key: randomBytes(32), right: new Map() }));
}

function digest(secret: string): Buffer {
  return createHmac('sha256', memory().key).update(secret.normalize('NFC')).digest();
}

/** Remembers that `secret` was found right for a stored hash, so that saying it again costs no scrypt. */
export function rememberRightSecret(stored: string, secret: string): void {
  const { right } = memory();
  const [oldest] = right.keys();
  if (right.size >= MOST && oldest !== undefined) right.delete(oldest);
  right.set(stored, digest(secret));
}

/** Whether this process has found `secret` right for that stored hash before. */
export function isKnownRight(stored: string, secret: string): boolean {
  const known = memory().right.get(stored);
  return known !== undefined && timingSafeEqual(known, digest(secret));
}
