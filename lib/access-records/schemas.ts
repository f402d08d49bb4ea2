import { z } from 'zod';
import { pageQuery } from '@/lib/platform/cursor';
import { idSchema, nullable, readOnly, text } from '@/lib/platform/schema-parts';
import { always } from '@/lib/platform/unchecked-value';
import { accessRecordExample, replacementExample } from './examples';
import { accessEventSchema, processingSchema, recordMetadataSchema } from './record-schemas';
import { stateSchema } from '@/lib/vocabulary/access-states';
import { legalBasisSchema } from '@/lib/vocabulary/legal-bases';
import { noticeSchema } from '@/lib/vocabulary/notice';
import { revocationReasonSchema } from '@/lib/vocabulary/revocation-reasons';
import { refuseEnding, refuseLegalBasis, refuseLink, refuseTwoTokens } from './rules';

const linkingTokenSchema = idSchema('mlr').describe(
  'In place of `record-metadata.identity-record-ref`: a token-ref of `/identity-records/reidentify`, ' +
    'confirmed, unused and issued within the hour. It links the record to whom it proved, and is ' +
    'used up by that. One of the two is required, never both.',
);

const confirmationTokenSchema = idSchema('mlr').describe(
  'A token-ref of this account, started in either way on the linked Identity Record, confirmed, unused ' +
    'and issued within the hour. What it proposed holds the body. Never with a `reidentification-token`.',
);

const portalTokenSchema = idSchema('mlr').describe(
  'The token-ref by which the customer proved themselves to this portal, issued within the hour.',
);

const accessRecordBody = z.strictObject({
  duid: readOnly,
  'record-metadata': recordMetadataSchema,
  notice: nullable(noticeSchema),
  processing: processingSchema,
  'access-event': accessEventSchema,
  'reidentification-token': nullable(linkingTokenSchema),
  'confirmation-token': nullable(confirmationTokenSchema),
  'customer-confirmation': readOnly,
});

/** The body of `POST /access-records` (docs/api/access-records.md#the-body). */
export const accessRecordSchema = accessRecordBody
  .superRefine(refuseLegalBasis, always)
  .superRefine(refuseLink, always)
  .superRefine(refuseTwoTokens, always)
  .meta({ example: accessRecordExample });
export type AccessRecordInput = z.output<typeof accessRecordSchema>;

/**
 * The body of `PUT /access-records/{ak}`: the state must be ACTIVE, and the link is unchanged or an own one.
 */
export const replaceAccessRecordSchema = accessRecordBody
  .extend({
    'reidentification-token': nullable(
      z.literal('', 'does not go with a replacement: the link stays'),
    ),
  })
  .superRefine(refuseLegalBasis, always)
  .superRefine(refuseEnding, always)
  .meta({
    description:
      'The whole record anew. `access-event.state` must be `ACTIVE`: to end an access, DELETE it. ' +
      'Without `identity-record-ref` the link stays; a `reidentification-token` is refused. A record with ' +
      'a `proposal-digest` is only narrowed, unless a `confirmation-token` holds the new body.',
    example: replacementExample,
  });
export type ReplaceAccessRecordInput = z.output<typeof replaceAccessRecordSchema>;

export const revokeQuerySchema = z.strictObject({
  reason: revocationReasonSchema
    .optional()
    .describe('Why; without one the `consent.withdrawal` event has none.'),
  'reidentification-token': portalTokenSchema
    .optional()
    .describe(
      'The token-ref by which the customer proved themselves to this portal, issued within the hour. ' +
        'Without it the one that this portal consumed last for a list of the meter point.',
    ),
});
export type RevokeQuery = z.output<typeof revokeQuerySchema>;

/** What is looked for: an access key, a meter point or a reference. */
const MAX_QUESTION = 255;

const filters = {
  state: stateSchema.optional().describe('Only records in this state.'),
  'legal-basis': legalBasisSchema.optional().describe('Only records on this basis.'),
};

/** `GET /records`: `q` is an own access key, a meter point or a controller reference. */
export const searchOwnRecordsQuerySchema = z.strictObject({
  q: z.string().max(MAX_QUESTION).optional().meta({
    description: 'An own access key, a meter point or a whole `controller-reference`.',
    example: 'CRM-4711',
  }),
  ...filters,
  ...pageQuery,
});
export type SearchOwnRecordsQuery = z.output<typeof searchOwnRecordsQuerySchema>;

export const meterPointQuerySchema = z.strictObject({
  ...filters,
  cursor: pageQuery.cursor,
  'reidentification-token': portalTokenSchema.optional(),
});
export type MeterPointQuery = z.output<typeof meterPointQuerySchema>;

/** `GET /admin/records`: `q` is an ak, an MPxN or a DUID. */
export const searchRecordsQuerySchema = z.strictObject({
  q: z.string().max(MAX_QUESTION).optional().meta({
    description: 'An access key, a meter point or a DUID.',
    example: '1200023305967',
  }),
  ...filters,
  ...pageQuery,
});
export type SearchRecordsQuery = z.output<typeof searchRecordsQuerySchema>;

/** Why the operator holds a record for a dispute, or lifts that. */
export const holdSchema = z.strictObject({ reason: text(500) });
