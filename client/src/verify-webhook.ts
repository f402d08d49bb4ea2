import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { webhooks } from './api-types.js';

/** Any event that the register sends, told apart by `event-type`. */
export type WebhookEvent = {
  [Name in keyof webhooks]: webhooks[Name] extends {
    post: { requestBody: { content: { 'application/json': infer Body } } };
  }
    ? Body
    : never;
}[keyof webhooks];

/** The delivery is not from the register, was changed on its way, or is too old or too new. */
export class WebhookRefusedError extends Error {
  override readonly name = 'WebhookRefusedError';
}

/** Header names in any case, as Node's `IncomingMessage` or a `Headers` has them. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>;

function signedHeaders(headers: WebhookHeaders): Record<string, string> {
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value[0] : value]),
  ) as Record<string, string>;
}

/**
 * Checks a delivery by its Standard Webhooks signature and reads its event. `rawBody` is the body as it
 * came, before any JSON parser. A time stamp more than five minutes off is refused.
 *
 * It does not notice an event that comes twice: delivery is at least once, so keep the `event-id`s you
 * have handled.
 *
 * @param secret the `whsec_…` shown when the webhook was made or its secret rotated
 * @throws {WebhookRefusedError}
 */
export function verifyWebhook(
  rawBody: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string,
): WebhookEvent {
  try {
    const body = typeof rawBody === 'string' ? rawBody : Buffer.from(rawBody).toString('utf8');
    return new Webhook(secret).verify(body, signedHeaders(headers)) as WebhookEvent;
  } catch (cause) {
    if (!(cause instanceof WebhookVerificationError || cause instanceof SyntaxError)) throw cause;
    throw new WebhookRefusedError('The delivery is not to be trusted', { cause });
  }
}
