import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { OutboundError } from '@/lib/platform/outbound/outbound-error';
import { postOutbound } from '@/lib/platform/outbound/post-outbound';
import type { ClaimedDelivery } from './claim-deliveries';
import { signDelivery } from './sign-delivery';
import { signingSecrets } from './signing-secret';

/** What came of one try. */
export interface Attempt {
  at: Date;
  statusCode: number | null;
  durationMs: number;
  /** Why the attempt failed; null when the receiver accepted the delivery. */
  error: string | null;
  /** The beginning of the receiver's answer; null when there was none. */
  answer: string | null;
}

/** The body of a delivery, whose bytes do not differ between attempts. */
export function deliveryBody({ event, wid }: Pick<ClaimedDelivery, 'event' | 'wid'>): string {
  return JSON.stringify({
    'event-id': event.eventId,
    'event-type': event.eventType,
    'occurred-at': event.occurredAt.toISOString(),
    wid,
    payload: event.payload,
  });
}

function errorOf(status: number): string | null {
  if (status >= 200 && status <= 299) return null;
  const isRedirect = status >= 300 && status <= 399;
  return isRedirect ? `answered ${status}: redirects are not followed` : `answered ${status}`;
}

/** Sends a delivery once, signed at this moment, and answers what came of it, whatever that was. */
export async function attemptDelivery(delivery: ClaimedDelivery): Promise<Attempt> {
  const { event, webhook } = delivery;
  const at = now();
  const body = deliveryBody(delivery);
  const secrets = signingSecrets(webhook, at);
  const { eventId, eventType } = event;
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'central-access-register',
    ...signDelivery({ eventId, eventType, body, secrets, at }),
  };
  const started = performance.now();
  const end = (result: Pick<Attempt, 'statusCode' | 'error' | 'answer'>): Attempt => ({
    at,
    durationMs: Math.round(performance.now() - started),
    ...result,
  });
  try {
    const { status, body: answer } = await postOutbound(
      { url: webhook.callbackTarget, headers, body },
      { allowLoopback: env().ALLOW_LOOPBACK_WEBHOOKS },
    );
    return end({ statusCode: status, error: errorOf(status), answer });
  } catch (error) {
    if (error instanceof OutboundError) {
      return end({ statusCode: null, error: error.reason, answer: null });
    }
    throw error;
  }
}
