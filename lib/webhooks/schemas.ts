import { z } from 'zod';
import { emailSchema } from '@/lib/vocabulary/email-schema';
import { pageQuery } from '@/lib/platform/cursor';
import { env } from '@/lib/platform/env';
import { outboundUrlProblem } from '@/lib/platform/outbound/outbound-url';
import { list, nullable, omittable, readOnly } from '@/lib/platform/schema-parts';
import { defaultEventTypes, eventTypes, TEST_EVENT } from '@/lib/outbox/events';

export const DEFAULT_NOTIFY_DAYS = 30;

export const callbackUrlSchema = z
  .string()
  .max(2000, 'must have at most 2000 characters')
  .superRefine((value, context) => {
    const problem = outboundUrlProblem(value, env().ALLOW_LOOPBACK_WEBHOOKS);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  })
  .meta({
    description:
      'https, with a full host name or a public address, without user name or fragment. A host that ' +
      'leads to a private, loopback, link-local or otherwise special address is refused, here and at ' +
      'each send; one that does not resolve yet is not refused here.',
    example: 'https://northwind.example/webhooks/register',
  });

const alertEmailSchema = emailSchema.meta({
  description: 'Who is told when events stay undelivered or the webhook is disabled.',
  example: 'ops@northwind.example',
});

export const notifyDaysBeforeSchema = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(90, 'must be at most 90')
  .meta({
    description: `How many days before a consent ends \`consent.expiring\` is sent; ${DEFAULT_NOTIFY_DAYS} if left out.`,
    example: DEFAULT_NOTIFY_DAYS,
  });

const eventTypesSchema = list(z.enum(eventTypes), {
  min: 1,
  max: eventTypes.length,
  tooFew: 'must name at least one type',
})
  .overwrite((types) => [...new Set(types)])
  .meta({
    description: `Which events are sent; ${defaultEventTypes.join(', ')} if left out.`,
    example: ['consent.withdrawal', 'consent.expiring'],
  });

const ignored = { wid: readOnly, 'created-at': readOnly };

/** The body of `POST /webhooks` (docs/api/webhooks.md#subscribing). */
export const createWebhookSchema = z.strictObject({
  ...ignored,
  active: readOnly,
  'callback-url': callbackUrlSchema,
  'alert-email': alertEmailSchema,
  'notify-days-before': nullable(notifyDaysBeforeSchema),
  'event-types': nullable(eventTypesSchema),
});
export type CreateWebhookInput = z.output<typeof createWebhookSchema>;

/** The body of `PATCH /webhooks/{wid}`: an absent field is unchanged. */
export const changeWebhookSchema = z.strictObject({
  ...ignored,
  'callback-url': omittable(callbackUrlSchema),
  'alert-email': omittable(alertEmailSchema),
  'notify-days-before': omittable(notifyDaysBeforeSchema),
  'event-types': omittable(eventTypesSchema),
  active: omittable(
    z.boolean().meta({
      description: 'False: nothing is sent. True: it is sent to again, also after it was disabled.',
      example: true,
    }),
  ),
  'rotate-secret': omittable(
    z.boolean().meta({
      description: 'True: a new signing secret; the old one signs beside it for 15 minutes.',
      example: false,
    }),
  ),
});
export type ChangeWebhookInput = z.output<typeof changeWebhookSchema>;

export const deliveryStatusSchema = z.enum(['pending', 'delivered', 'undelivered']).meta({
  id: 'DeliveryStatus',
  description: '`undelivered`: the last try has failed, or the webhook was disabled.',
});

export const listDeliveriesSchema = z.strictObject({
  status: deliveryStatusSchema.optional(),
  ...pageQuery,
});

/** The dashboard's list of deliveries, which can be narrowed to a type of event. */
export const browseDeliveriesSchema = listDeliveriesSchema.extend({
  'event-type': z.enum([...eventTypes, TEST_EVENT]).optional(),
});
export type BrowseDeliveriesQuery = z.output<typeof browseDeliveriesSchema>;

export const listAllWebhooksSchema = z.strictObject(pageQuery);
export type ListAllWebhooksQuery = z.output<typeof listAllWebhooksSchema>;
