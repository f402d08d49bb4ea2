import { recordAudit } from '@/lib/audit/record-audit';
import type { Webhook } from '@/lib/db/generated/client';
import { inTransaction, isUniqueViolation } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ConflictError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { callbackTarget, refuseBadCallback } from './check-callback';
import { defaultEventTypes } from '@/lib/outbox/events';
import { DEFAULT_NOTIFY_DAYS, type CreateWebhookInput } from './schemas';
import { sealText } from './sealed-text';
import { newSigningSecret } from './signing-secret';

/** How many subscriptions an account may have. */
export const MAX_WEBHOOKS = 100;

function newRow(accountId: string, input: CreateWebhookInput, secret: string) {
  const wid = newId('wid');
  return {
    wid,
    accountId,
    callbackUrl: input['callback-url'],
    callbackTarget: callbackTarget(input['callback-url']),
    alertEmailSealed: sealText('alert-email', wid, input['alert-email']),
    notifyDaysBefore: input['notify-days-before'] ?? DEFAULT_NOTIFY_DAYS,
    eventTypes: input['event-types'] ?? [...defaultEventTypes],
    secretSealed: sealText('signing-secret', wid, secret),
    createdAt: now(),
  };
}

/**
 * Subscribes an account to its events; answers the signing secret, this once
 * (docs/api/webhooks.md#subscribing).
 * @throws {ValidationError} for a host that we may not call; {@link ConflictError} for a URL that it has
 * already, or one subscription too many
 */
export async function createWebhook(
  accountId: string,
  input: CreateWebhookInput,
): Promise<{ webhook: Webhook; secret: string }> {
  await refuseBadCallback(input['callback-url']);
  const secret = newSigningSecret();
  try {
    const webhook = await inTransaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${accountId} FOR NO KEY UPDATE`;
      if ((await tx.webhook.count({ where: { accountId, deletedAt: null } })) >= MAX_WEBHOOKS) {
        throw new ConflictError(`An account has at most ${MAX_WEBHOOKS} webhooks.`);
      }
      const created = await tx.webhook.create({ data: newRow(accountId, input, secret) });
      const detail = { wid: created.wid };
      await recordAudit(tx, { type: 'webhook.created', accountId, detail });
      return created;
    });
    return { webhook, secret };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConflictError('has a webhook already', 'callback-url');
  }
}
