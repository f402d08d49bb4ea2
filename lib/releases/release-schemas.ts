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

/** The query of a Data Provider's own page of what it asked. */
export const browseReleasesSchema = z.strictObject({ until: dateSchema.optional(), ...pageQuery });
export type BrowseReleasesQuery = z.output<typeof browseReleasesSchema>;

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

/** The longest that a request waits for a change, in seconds. */
const LONGEST_WAIT = 30;

/** The query of `GET /release-changes`. */
export const followChangesSchema = z.strictObject({
  after: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .default(0)
    .meta({
      description: 'The `next` of the answer before; without it, from the first.',
      example: 1207,
    }),
  wait: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(LONGEST_WAIT, `must be at most ${LONGEST_WAIT}`)
    .default(0)
    .meta({ description: 'Seconds to wait for a change where there is none yet.', example: 30 }),
});
export type FollowChangesQuery = z.output<typeof followChangesSchema>;

const sequenceSchema = z.int().min(0).meta({ example: 1208 });

const releaseChangeSchema = z.object({
  sequence: sequenceSchema.describe('It rises from change to change; others’ lie between them.'),
  ak: idSchema('ak').optional().describe('The access that it is about, if it is about one.'),
  duid: duidSchema.optional().describe('The Data User all of whose accesses it is about, else.'),
  change: z
    .enum(['ended', 'narrowed', 'tenancy-changed', 'tenancy-restored', 'suspended', 'reactivated'])
    .meta({ description: 'What happened.', example: 'ended' }),
  at: timeSchema.describe('When it happened.'),
});
export type ReleaseChange = z.output<typeof releaseChangeSchema>;

/** The answer of `GET /release-changes`. */
export const releaseChangesAnswerSchema = z.object({
  changes: z.array(releaseChangeSchema),
  next: sequenceSchema.describe('Send it as `after` the next time.'),
});
