import { z } from 'zod';
import { idSchema, timeSchema } from '@/lib/platform/schema-parts';

/** The `response` part of every body (docs/api/requests-and-errors.md#the-envelope). */
export const envelopeSchema = z
  .object({
    resource: z.string().meta({
      description: 'The path of the request, with its query where that identifies the result.',
      example: '/v1/self',
    }),
    timestamp: timeSchema.meta({ example: '2026-11-02T09:30:00.000Z' }),
    'transaction-id': idSchema('tid').describe(
      'Name it when you ask us about this request. Also in the header `X-Transaction-Id`.',
    ),
  })
  .meta({ id: 'ResponseInfo', description: 'About this answer itself.' });

/** An error answer (docs/api/requests-and-errors.md#errors). */
export const errorSchema = z
  .object({
    response: envelopeSchema,
    errors: z
      .array(
        z.object({
          'error-code': z.string().meta({ example: 'VAL001' }),
          message: z.string().meta({ example: 'email: must be one plain e-mail address' }),
          field: z.string().optional().meta({
            description:
              'The field at fault, as `pii-principal.mpxn` or `processing.data-types[0]`.',
            example: 'email',
          }),
        }),
      )
      .min(1)
      .describe('Every fault at once; of more than a hundred the last entry tells how many more.'),
  })
  .meta({ id: 'Error' });

/** The envelope of an answer from `resource`, for examples. */
export function envelopeExample(resource: string) {
  return {
    resource,
    timestamp: '2026-11-02T09:30:00.000Z',
    'transaction-id': 'tid_4f9d02c7a1b86e35d2f07c94',
  };
}
