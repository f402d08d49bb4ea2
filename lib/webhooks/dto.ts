import type { z } from 'zod';
import type {
  Account,
  Webhook,
  WebhookAttempt,
  WebhookDelivery,
  WebhookEvent,
} from '@/lib/db/generated/client';
import { eventTypes, type EventType } from '@/lib/outbox/events';
import { openText } from './sealed-text';
import type { allWebhooksAnswer, createdWebhookAnswer, deliveriesAnswer } from './answers';

type WebhookDto = z.output<typeof createdWebhookAnswer>['webhook'];
type DeliveryDto = z.output<typeof deliveriesAnswer>['deliveries'][number];
type AdminWebhookDto = z.output<typeof allWebhooksAnswer>['webhooks'][number];

function toPublic(webhook: Webhook): Omit<WebhookDto, 'alert-email'> {
  return {
    wid: webhook.wid,
    'callback-url': webhook.callbackUrl,
    'notify-days-before': webhook.notifyDaysBefore,
    'event-types': eventTypes.filter((type) => webhook.eventTypes.includes(type)),
    'created-at': webhook.createdAt.toISOString(),
    active: webhook.active,
  };
}

/** A subscription as its owner sees it (docs/api/webhooks.md#subscribing). */
export function toWebhook(webhook: Webhook): WebhookDto {
  const { wid, alertEmailSealed } = webhook;
  return { ...toPublic(webhook), 'alert-email': openText('alert-email', wid, alertEmailSealed) };
}

/** A subscription as the operator sees it: whose it is and how it fares; no address, no secret. */
export function toAdminWebhook(
  webhook: Webhook & { account: Account },
  pendingDeliveries: number,
): AdminWebhookDto {
  return {
    ...toPublic(webhook),
    'account-id': webhook.accountId,
    duid: webhook.account.duid,
    'display-name': webhook.account.displayName,
    'failing-since': webhook.failingSince?.toISOString(),
    'disabled-at': webhook.disabledAt?.toISOString(),
    'disabled-reason': webhook.disabledReason ?? undefined,
    'pending-deliveries': pendingDeliveries,
  };
}

/** One delivery with every try of it, the oldest first. */
export function toDelivery(
  delivery: WebhookDelivery & { event: WebhookEvent; attempts: WebhookAttempt[] },
): DeliveryDto {
  return {
    'event-id': delivery.eventId,
    'event-type': delivery.event.eventType as EventType,
    status: delivery.status,
    attempts: delivery.attempts.map(({ at, statusCode, durationMs, error }) => ({
      at: at.toISOString(),
      'status-code': statusCode ?? undefined,
      'duration-ms': durationMs,
      error: error ?? undefined,
    })),
    'next-attempt-at': delivery.nextAttemptAt?.toISOString(),
    'created-at': delivery.createdAt.toISOString(),
  };
}

/** One try of a delivery, with how its receiver's answer began. */
export type DeliveryTry = WebhookAttempt;

/** A page of deliveries, as it is answered. */
export type DeliveriesPage = z.output<typeof deliveriesAnswer>;

/** A page of everyone's subscriptions, as it is answered. */
export type AllWebhooksPage = z.output<typeof allWebhooksAnswer>;

export interface FailingSubscription {
  wid: string;
  'callback-url': string;
  'display-name': string;
  'failing-since': string;
}

/** How the queue of deliveries fares. */
export interface QueueState {
  /** How many deliveries are due now. */
  due: number;
  /** How many deliveries failed and will be attempted again later. */
  later: number;
  /** How many deliveries a process is attempting now. */
  trying: number;
  /** When the delivery that waits longest was due; null when none waits. */
  oldestDue: string | null;
  failing: FailingSubscription[];
}
