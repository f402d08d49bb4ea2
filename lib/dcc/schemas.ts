import { z } from 'zod';
import { dataTypes } from '@/lib/accounts/schemas';
import { mpxnSchema } from '@/lib/meter-points/mpxn';
import { dateSchema, optional, text } from '@/lib/platform/schema-parts';

/** The body of `POST /discovered-access` (contract §8). */
export const discoveredAccessSchema = z
  .strictObject({
    mpxn: mpxnSchema,
    'organisation-name': text(255),
    'organisation-reference': text(255),
    'first-seen': dateSchema,
    'last-seen': optional(dateSchema),
    'data-types-observed': z.array(z.enum(dataTypes)).min(1, 'must name at least one data type'),
    'source-reference': text(255),
  })
  .refine((body) => body['last-seen'] === null || body['last-seen'] >= body['first-seen'], {
    path: ['last-seen'],
    message: 'lies before first-seen',
  });
export type DiscoveredAccessInput = z.output<typeof discoveredAccessSchema>;

/** The body of `POST /cot-events` (contract §8). */
export const changeOfTenancySchema = z.strictObject({
  mpxn: mpxnSchema,
  'effective-date': dateSchema,
  'source-reference': text(255),
});
export type ChangeOfTenancyInput = z.output<typeof changeOfTenancySchema>;
