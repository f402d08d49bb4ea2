// Whether a webhook comes from the register, in both styles; either one is enough.
import { createHmac, timingSafeEqual } from 'node:crypto';

type Headers = Record<string, string | undefined>;

const FIVE_MINUTES = 300;

function isEqual(wanted: string, given: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(given)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

/** X-DAR-Signature: of the raw body, keyed with the whole secret as text. */
export function isSigned(secret: string, headers: Headers, body: Buffer): boolean {
  const wanted = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return isEqual(wanted, headers['x-dar-signature'] ?? '');
}

/** Standard Webhooks: of id, time and body, keyed with the bytes that the secret encodes. */
export function isSignedByStandard(secret: string, headers: Headers, body: Buffer): boolean {
  const sentAt = headers['webhook-timestamp'] ?? '0';
  const isFresh = Math.abs(Date.now() / 1000 - Number(sentAt)) <= FIVE_MINUTES;
  if (!isFresh) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const content = Buffer.concat([Buffer.from(`${headers['webhook-id'] ?? ''}.${sentAt}.`), body]);
  const wanted = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  // For 15 minutes after a rotation there are two signatures.
  const given = (headers['webhook-signature'] ?? '').split(' ');
  return given.some((signature) => isEqual(wanted, signature));
}
