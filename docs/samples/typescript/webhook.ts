// Whether a delivery comes from the register, and what it says.
import {
  verifyWebhook,
  WebhookRefusedError,
  type WebhookEvent,
} from 'central-access-register-client';

type Headers = Record<string, string | undefined>;

/** The event, or null for what is not signed with the secret, was changed, or is minutes old. */
export function readEvent(secret: string, headers: Headers, rawBody: Buffer): WebhookEvent | null {
  try {
    return verifyWebhook(rawBody, headers, secret);
  } catch (error) {
    if (error instanceof WebhookRefusedError) return null;
    throw error;
  }
}
