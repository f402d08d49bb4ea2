import { recordAudit } from '@/lib/audit/record-audit';
import { db, type Tx } from '@/lib/db/database';
import type { Prisma, Webhook } from '@/lib/db/generated/client';
import { inTransaction, isUniqueViolation } from '@/lib/db/transaction';
import { now, secondsFrom } from '@/lib/platform/clock';
import { ConflictError } from '@/lib/platform/errors';
import { callbackTarget, refuseBadCallback } from './check-callback';
import { disableWebhook } from './disable-webhook';
import { lockOwnWebhook, requireOwnWebhook } from './own-webhook';
import type { ChangeWebhookInput } from './schemas';
import { sealText } from './sealed-text';
import { newSigningSecret, OLD_SECRET_S } from './signing-secret';

function changedFields(before: Webhook, input: ChangeWebhookInput): Prisma.WebhookUpdateInput {
  const { 'callback-url': url, 'alert-email': email, 'notify-days-before': days } = input;
  const types = input['event-types'];
  const isElsewhere = url !== undefined && callbackTarget(url) !== before.callbackTarget;
  return {
    ...(url === undefined ? {} : { callbackUrl: url, callbackTarget: callbackTarget(url) }),
    // Another address has not failed yet.
    ...(isElsewhere ? { failingSince: null } : {}),
    ...(email === undefined
      ? {}
      : { alertEmailSealed: sealText('alert-email', before.wid, email) }),
    ...(days === undefined ? {} : { notifyDaysBefore: days }),
    ...(types === undefined ? {} : { eventTypes: types }),
  };
}

async function rotate(tx: Tx, webhook: Webhook): Promise<string> {
  const { wid, accountId } = webhook;
  const secret = newSigningSecret();
  await tx.webhook.update({
    where: { wid },
    data: {
      secretSealed: sealText('signing-secret', wid, secret),
      previousSecretSealed: webhook.secretSealed,
      previousSecretUntil: secondsFrom(now(), OLD_SECRET_S),
    },
  });
  await recordAudit(tx, { type: 'webhook.secret-rotated', accountId, detail: { wid } });
  return secret;
}

async function setActive(tx: Tx, webhook: Webhook, active: boolean): Promise<void> {
  if (webhook.active === active) return;
  if (!active) {
    await disableWebhook(tx, webhook, 'owner');
    return;
  }
  await tx.webhook.update({
    where: { wid: webhook.wid },
    data: { active, disabledAt: null, disabledReason: null, failingSince: null },
  });
}

async function change(tx: Tx, accountId: string, wid: string, input: ChangeWebhookInput) {
  const before = await lockOwnWebhook(tx, accountId, wid);
  const fields = Object.entries(input).flatMap(([name, value]) =>
    value === undefined || name === 'rotate-secret' ? [] : [name],
  );
  if (fields.length > 0) {
    await tx.webhook.update({ where: { wid }, data: changedFields(before, input) });
    const detail = { wid, fields: fields.sort().join(' ') };
    await recordAudit(tx, { type: 'webhook.changed', accountId, detail });
  }
  if (input.active !== undefined) await setActive(tx, before, input.active);
  const secret = input['rotate-secret'] ? await rotate(tx, before) : null;
  return { webhook: await tx.webhook.findUniqueOrThrow({ where: { wid } }), secret };
}

/**
 * Changes a subscription; with `rotate-secret` also its signing secret, answered this once, while the old
 * one signs beside it for 15 minutes (docs/api/webhooks.md#signatures). Making it inactive gives up what is
 * pending; making it active starts afresh.
 *
 * @throws {NotFoundError} {@link ValidationError} {@link ConflictError} for a URL of another webhook
 */
export async function changeWebhook(accountId: string, wid: string, input: ChangeWebhookInput) {
  await requireOwnWebhook(db(), accountId, wid);
  if (input['callback-url'] !== undefined) await refuseBadCallback(input['callback-url']);
  try {
    return await inTransaction((tx) => change(tx, accountId, wid, input));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConflictError('has a webhook already', 'callback-url');
  }
}
