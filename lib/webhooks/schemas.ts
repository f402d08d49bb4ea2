import { z } from 'zod';
import { emailSchema } from '@/lib/identity-records/schemas';
import { pageQuery } from '@/lib/platform/cursor';
import { env } from '@/lib/platform/env';
import { outboundUrlProblem } from '@/lib/platform/outbound/outbound-url';
import { optional, readOnly } from '@/lib/platform/schema-parts';
import { eventTypes } from './events';

export const DEFAULT_NOTIFY_DAYS = 30;

const callbackUrlSchema = z
  .string()
  .max(2000, 'must have at most 2000 characters')
  .superRefine((value, context) => {
    const problem = outboundUrlProblem(value, env().ALLOW_LOOPBACK_WEBHOOKS);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });

const notifyDaysBeforeSchema = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(90, 'must be at most 90');

const eventTypesSchema = z
  .array(z.enum(eventTypes))
  .min(1, 'must name at least one type; leave it out for all')
  .transform((types) => [...new Set(types)]);

const ignored = { wid: readOnly, 'created-at': readOnly };

/** The body of `POST /webhooks` (contract §9). */
export const createWebhookSchema = z.strictObject({
  ...ignored,
  'callback-url': callbackUrlSchema,
  'alert-email': emailSchema,
  'notify-days-before': optional(notifyDaysBeforeSchema),
  'event-types': optional(eventTypesSchema),
});
export type CreateWebhookInput = z.output<typeof createWebhookSchema>;

/** The body of `PATCH /webhooks/{wid}`. Absent: unchanged. Null: the default again. */
export const changeWebhookSchema = z.strictObject({
  ...ignored,
  'callback-url': callbackUrlSchema.optional(),
  'alert-email': emailSchema.optional(),
  'notify-days-before': notifyDaysBeforeSchema.nullable().optional(),
  'event-types': eventTypesSchema.nullable().optional(),
  active: z.boolean().optional(),
  'rotate-secret': z.boolean().nullable().optional(),
});
export type ChangeWebhookInput = z.output<typeof changeWebhookSchema>;

const deliveryStatuses = ['pending', 'delivered', 'undelivered'] as const;

export const listDeliveriesSchema = z.strictObject({
  status: z.enum(deliveryStatuses).optional(),
  ...pageQuery,
});
export type ListDeliveriesQuery = z.output<typeof listDeliveriesSchema>;

export const listAllWebhooksSchema = z.strictObject(pageQuery);
export type ListAllWebhooksQuery = z.output<typeof listAllWebhooksSchema>;

const time = z.iso.datetime();

const webhookSchema = z.strictObject({
  wid: z.string(),
  'callback-url': z.string(),
  'alert-email': z.string(),
  'notify-days-before': z.int(),
  'event-types': z.array(z.enum(eventTypes)),
  'created-at': time,
  active: z.boolean(),
});

export const webhooksAnswer = z.strictObject({ webhooks: z.array(webhookSchema) });

export const createdWebhookAnswer = z.strictObject({
  webhook: webhookSchema,
  /** Shown this once. */
  'signing-secret': z.string(),
});

export const changedWebhookAnswer = z.strictObject({
  webhook: webhookSchema,
  /** Only after `rotate-secret`. */
  'signing-secret': z.string().optional(),
});

const deliverySchema = z.strictObject({
  'event-id': z.string(),
  'event-type': z.string(),
  status: z.enum(deliveryStatuses),
  attempts: z.array(
    z.strictObject({
      at: time,
      'status-code': z.int().nullable(),
      'duration-ms': z.int(),
      error: z.string().nullable(),
    }),
  ),
  'next-attempt-at': time.nullable(),
  'created-at': time,
});

export const deliveriesAnswer = z.strictObject({
  deliveries: z.array(deliverySchema),
  'next-cursor': z.string().nullable(),
});

export const queuedEventAnswer = z.strictObject({ 'event-id': z.string() });

export const allWebhooksAnswer = z.strictObject({
  webhooks: z.array(
    z.strictObject({
      ...webhookSchema.omit({ 'alert-email': true }).shape,
      'account-id': z.string(),
      duid: z.string(),
      'display-name': z.string(),
      'failing-since': time.nullable(),
      'disabled-at': time.nullable(),
      'disabled-reason': z.enum(['owner', 'failing', 'gone', 'terminated']).nullable(),
      'pending-deliveries': z.int(),
    }),
  ),
  total: z.int(),
  'next-cursor': z.string().nullable(),
});
