import { z } from 'zod';
import { nextCursorSchema, pageQuery } from '@/lib/platform/cursor';
import { idSchema, timeSchema } from '@/lib/platform/schema-parts';

/** The audit's cursor is the number of an event. */
const page = { ...pageQuery, cursor: pageQuery.cursor.meta({ example: '4711' }) };
const nextCursor = nextCursorSchema.meta({ example: '4711' });

export const ownAuditQuerySchema = z.strictObject(page);

const eventTypeQuery = z
  .string()
  .max(64)
  .optional()
  .meta({ description: 'Events of this type.', example: 'access-record.revoked' });

/** The dashboard's list of an account's own events. */
export const browseOwnAuditSchema = z.strictObject({ event_type: eventTypeQuery, ...page });

export const auditQuerySchema = z.strictObject({
  account_id: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'Events that this account caused.', example: 'northwind-energy' }),
  event_type: eventTypeQuery,
  ak: z.string().max(64).optional().meta({
    description: 'Events about this access record.',
    example: 'ak_4f9d02c7a1b86e35d2f07c94',
  }),
  ...page,
});

const detailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export type AuditDetail = z.output<typeof detailSchema>;

const eventSchema = z
  .object({
    event_id: idSchema('aud'),
    account_id: z.string().optional().meta({
      description: 'The account that caused it; left out: the register itself or a customer.',
      example: 'northwind-energy',
    }),
    event_type: z.string().meta({ example: 'access-record.revoked' }),
    ak: idSchema('ak')
      .optional()
      .describe('The access record that it is about, if it is about one.'),
    detail: detailSchema.meta({
      description: 'What else there is to say. It never holds personal data.',
      example: { reason: 'contract-ended', by: 'data_user' },
    }),
    timestamp: timeSchema,
  })
  .meta({ id: 'AuditEvent' });

const eventsSchema = z.array(eventSchema).describe('Newest first.');

export const ownAuditAnswerSchema = z.object({ events: eventsSchema, 'next-cursor': nextCursor });

export const auditAnswerSchema = z.object({
  events: eventsSchema,
  total: z.int().meta({ description: 'How many events match in all.', example: 1 }),
  'next-cursor': nextCursor,
});
