import { z } from 'zod';
import { dataTypes, dataTypeSchema } from '@/lib/vocabulary/data-types';
import { duidSchema } from '@/lib/vocabulary/duid';
import { mpxnSchema, normalMpxnSchema } from '@/lib/vocabulary/mpxn';
import {
  dateSchema,
  idSchema,
  list,
  nullable,
  text,
  timeSchema,
} from '@/lib/platform/schema-parts';

const sourceReferenceSchema = text(255).meta({
  description: 'The DCC’s own reference of this report.',
  example: 'DCC-2026-004711',
});

const effectiveDateSchema = dateSchema.describe(
  'The day of the change; in effect from its 00:00 in Great Britain.',
);

/** The body of `POST /discovered-access` (docs/api/dcc.md#accesses-that-were-seen). */
export const discoveredAccessSchema = z
  .strictObject({
    mpxn: mpxnSchema,
    'organisation-name': text(255).meta({
      description: 'The organisation that was seen to read the meter.',
      example: 'Quiet Meter Ltd',
    }),
    'organisation-reference': text(255).meta({
      description: 'By which the DCC knows it; with the meter point the identity of this access.',
      example: 'QM-77',
    }),
    'first-seen': dateSchema,
    'last-seen': nullable(dateSchema.describe('Not before `first-seen`.')),
    'data-types-observed': list(dataTypeSchema, {
      min: 1,
      max: dataTypes.length,
      tooFew: 'must name at least one data type',
    }).meta({ description: 'The kinds of data that it read.', example: ['HH-CONSUMPTION'] }),
    'source-reference': sourceReferenceSchema,
  })
  .refine((body) => body['last-seen'] === null || body['last-seen'] >= body['first-seen'], {
    path: ['last-seen'],
    message: 'lies before first-seen',
  });
export type DiscoveredAccessInput = z.output<typeof discoveredAccessSchema>;

export const discoveredAccessAnswerSchema = z.object({
  ak: idSchema('ak').describe('The key of what was discovered. Verifying it answers DISCOVERED.'),
  state: z.literal('DISCOVERED'),
});

/** The body of `POST /cot-events`, and of taking one back (docs/api/dcc.md#change-of-tenancy). */
export const changeOfTenancySchema = z.strictObject({
  mpxn: mpxnSchema,
  'effective-date': effectiveDateSchema,
  'source-reference': sourceReferenceSchema,
});
export type ChangeOfTenancyInput = z.output<typeof changeOfTenancySchema>;

export const changeOfTenancyAnswerSchema = z.object({
  mpxn: normalMpxnSchema,
  'effective-date': effectiveDateSchema,
  'source-reference': sourceReferenceSchema,
  'active-records-affected': z.int().meta({
    description:
      'How many access records at the meter point were ACTIVE at the time of the report.',
    example: 2,
  }),
  'data-users-notified': z
    .array(duidSchema)
    .describe('Whose records these are; each was sent a `tenancy.change` event.'),
});

export const withdrawnTenancyChangeSchema = changeOfTenancyAnswerSchema.extend({
  'withdrawn-at': timeSchema.describe('When the DCC first took the change back.'),
});
