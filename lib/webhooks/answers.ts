import { z } from 'zod';
import { accountIdSchema } from '@/lib/vocabulary/account-id';
import { duidSchema } from '@/lib/vocabulary/duid';
import { nextCursorSchema } from '@/lib/platform/cursor';
import { idSchema, timeSchema } from '@/lib/platform/schema-parts';
import { defaultEventTypes, eventTypes, TEST_EVENT } from '@/lib/outbox/events';
import { deliveryStatusSchema } from './schemas';

const webhook = {
  wid: idSchema('wid'),
  'callback-url': z.string().meta({
    description: 'As it was given.',
    example: 'https://northwind.example/webhooks/register',
  }),
  'notify-days-before': z.int().meta({
    description: 'How many days before a consent ends `consent.expiring` is sent.',
    example: 30,
  }),
  'event-types': z
    .array(z.enum(eventTypes))
    .meta({ description: 'Which events are sent.', example: [...defaultEventTypes] }),
  'created-at': timeSchema,
  active: z.boolean().meta({ description: 'False: nothing is sent to it.', example: true }),
};

const webhookSchema = z
  .object({
    ...webhook,
    'alert-email': z.string().meta({
      description: 'Who is told when events stay undelivered or the webhook is disabled.',
      example: 'ops@northwind.example',
    }),
  })
  .meta({ id: 'Webhook' });

const signingSecretSchema = z.string().meta({
  description: 'Signs the deliveries. It is shown this once.',
  example: 'whsec_vNnJ3P4yR8uVx2ZaQkT7cWf0bLhEo5sGm1iDpYtA9jU=',
});

export const webhooksAnswer = z.object({ webhooks: z.array(webhookSchema) });

export const createdWebhookAnswer = z.object({
  webhook: webhookSchema,
  'signing-secret': signingSecretSchema.optional().meta({
    description: 'Signs the deliveries. It is shown this once, and not in a replay of the answer.',
  }),
});

export const changedWebhookAnswer = z.object({
  webhook: webhookSchema,
  'signing-secret': signingSecretSchema.optional().meta({
    description: 'Only after `rotate-secret`, and never again.',
  }),
});

const attemptSchema = z.object({
  at: timeSchema,
  'status-code': z
    .int()
    .optional()
    .meta({ description: 'What the endpoint answered, if it did.', example: 200 }),
  'duration-ms': z.int().meta({ example: 84 }),
  error: z
    .string()
    .optional()
    .meta({ description: 'Why it does not count as delivered.', example: 'answered 500' }),
});

const deliverySchema = z
  .object({
    'event-id': idSchema('evt'),
    'event-type': z.enum([...eventTypes, TEST_EVENT]),
    status: deliveryStatusSchema,
    attempts: z.array(attemptSchema),
    'next-attempt-at': timeSchema.optional().meta({
      description: 'Left out when there are no more tries.',
      example: '2026-11-02T09:35:00.000Z',
    }),
    'created-at': timeSchema,
  })
  .meta({ id: 'Delivery' });

export const deliveriesAnswer = z.object({
  deliveries: z.array(deliverySchema),
  'next-cursor': nextCursorSchema.meta({ example: null }),
});

export const queuedEventAnswer = z.object({ 'event-id': idSchema('evt') });

const adminWebhookSchema = z
  .object({
    ...webhook,
    'account-id': accountIdSchema,
    duid: duidSchema,
    'display-name': z.string().meta({ example: 'Northwind Energy' }),
    'failing-since': timeSchema.optional().meta({
      description: 'The first failure since the last success.',
      example: '2026-11-02T09:30:00.000Z',
    }),
    'disabled-at': timeSchema.optional().meta({ example: '2026-11-02T09:30:00.000Z' }),
    'disabled-reason': z
      .enum(['owner', 'failing', 'gone', 'terminated', 'operator'])
      .optional()
      .meta({
        description:
          'Its owner, five days of failures, an answer 410, the end of the account, or the operator; ' +
          'left out while it is active.',
        example: 'failing',
      }),
    'pending-deliveries': z.int().meta({ example: 0 }),
  })
  .meta({ id: 'OperatorWebhook' });

export const allWebhooksAnswer = z.object({
  webhooks: z.array(adminWebhookSchema),
  total: z.int().meta({ example: 1 }),
  'next-cursor': nextCursorSchema.meta({ example: null }),
});
