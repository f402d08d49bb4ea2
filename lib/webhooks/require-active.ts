import type { Webhook } from '@/lib/db/generated/client';
import { ConflictError } from '@/lib/platform/errors';

/** Nothing is sent to an inactive subscription. @throws {ConflictError} */
export function requireActive(webhook: Webhook): void {
  if (!webhook.active) throw new ConflictError('This webhook is not active.');
}
