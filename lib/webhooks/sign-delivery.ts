import { toEpochSeconds } from '@/lib/platform/clock';
import { hmacSha256 } from '@/lib/platform/crypto';
import { secretBytes } from './signing-secret';

export interface ToSign {
  eventId: string;
  eventType: string;
  body: string;
  /** The newest first. */
  secrets: readonly [string, ...string[]];
  at: Date;
}

/**
 * The headers that prove where a delivery comes from (docs/api/webhooks.md#signatures). `X-DAR-Signature` is
 * keyed with the newest secret as it was shown, `webhook-signature` with what the base64 of each secret
 * stands for.
 */
export function signDelivery({ eventId, eventType, body, secrets, at }: ToSign) {
  const seconds = String(toEpochSeconds(at));
  const own = hmacSha256(Buffer.from(secrets[0]), body).toString('hex');
  const standard = secrets.map((secret) => {
    const content = `${eventId}.${seconds}.${body}`;
    return `v1,${hmacSha256(secretBytes(secret), content).toString('base64')}`;
  });
  return {
    'X-DAR-Signature': `sha256=${own}`,
    'X-DAR-Event': eventType,
    'X-DAR-Timestamp': seconds,
    'webhook-id': eventId,
    'webhook-timestamp': seconds,
    'webhook-signature': standard.join(' '),
  };
}
