import { z } from 'zod';
import { nextCursorSchema, pageQuery } from '@/lib/platform/cursor';
import { dateSchema, timeSchema, idSchema } from '@/lib/platform/schema-parts';
import { dataTypeSchema } from '@/lib/vocabulary/data-types';
import { duidSchema } from '@/lib/vocabulary/duid';
import { normalMpxnSchema } from '@/lib/vocabulary/mpxn';
import { reasons } from './reasons';

/** The query of `GET /releases`. */
export const listReleasesSchema = z.strictObject({
  since: dateSchema.optional().meta({
    description: 'The first day of asking that is listed; without it, the last thirteen months.',
    example: '2026-11-01',
  }),
  ...pageQuery,
});
export type ListReleasesQuery = z.output<typeof listReleasesSchema>;

const countSchema = z.int().min(0).meta({ example: 48 });

const releaseSchema = z.object({
  'decision-id': idSchema('dec').describe('As it was answered.'),
  day: dateSchema.describe('The day in Great Britain on which it was asked.'),
  decision: z.boolean().meta({ description: 'Whether the release was permitted.', example: true }),
  reason: z.enum(reasons).describe('The code of the reason.'),
  'access-key': idSchema('ak')
    .optional()
    .describe('Absent where unknown keys were asked for, which are counted and not kept.'),
  mpxn: normalMpxnSchema.optional(),
  duid: duidSchema.optional(),
  'data-types': z.array(dataTypeSchema).meta({ example: ['HH-CONSUMPTION'] }),
  from: dateSchema.optional().describe('The first day whose data was asked for.'),
  to: dateSchema.optional().describe('The last one.'),
  count: countSchema.describe('How often it was asked that day, with this outcome.'),
  'first-at': timeSchema,
  'last-at': timeSchema,
});

/** The answer of `GET /releases`. */
export const releasesAnswerSchema = z.object({
  releases: z.array(releaseSchema),
  'next-cursor': nextCursorSchema,
});

const releaseDaySchema = z.object({
  day: dateSchema.describe('The day in Great Britain on which it was asked.'),
  duid: duidSchema.describe('The Data Provider that asked.'),
  permitted: countSchema.describe('How often a release was permitted.'),
  refused: countSchema.describe('How often one was refused.'),
});

/** The query of `GET /access-records/{ak}/releases`. */
export const listReleaseDaysSchema = z.strictObject(pageQuery);
export type ListReleaseDaysQuery = z.output<typeof listReleaseDaysSchema>;

/** The answer of `GET /access-records/{ak}/releases`. */
export const releaseDaysAnswerSchema = z.object({
  days: z.array(releaseDaySchema),
  'next-cursor': nextCursorSchema,
});
