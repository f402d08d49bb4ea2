import { z } from 'zod';
import { dataTypes } from '@/lib/accounts/schemas';
import { isId } from '@/lib/platform/ids';
import { pageQuery } from '@/lib/platform/cursor';
import { optional, readOnly, text, timeSchema, webUrlSchema } from '@/lib/platform/schema-parts';
import {
  legalBases,
  refuseArrangement,
  refuseEnding,
  refuseEvent,
  refuseLegalBasis,
  refuseLink,
  refuseNotice,
  refuseTwice,
} from './rules';

/** `DISCOVERED` cannot be submitted: the DCC's reports make it. */
const submittableStates = ['ACTIVE', 'EXPIRED', 'REVOKED'] as const;

/** Rules over several fields run even where a field failed, so that every fault is named at once. */
const always = { when: () => true };

const ISO_DURATION =
  /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/;

const controllerSchema = z.strictObject({
  name: text(255),
  role: z.enum(['sole', 'lead', 'joint', 'member']),
  'contact-url': webUrlSchema,
  address: optional(text(500)),
  'privacy-rights-url': optional(webUrlSchema),
  'lia-reference': optional(text(255)),
  'statutory-reference': optional(text(500)),
  'storage-conditions': optional(
    z.strictObject({
      location: text(255),
      'retention-period': z.string().regex(ISO_DURATION, 'must be an ISO 8601 duration, as P2Y'),
    }),
  ),
});

const controllerArrangementSchema = z
  .strictObject({
    'arrangement-type': z.enum(['sole', 'joint', 'group']),
    'art26-reference': optional(text(500)),
    controllers: z
      .array(controllerSchema)
      .min(1, 'must name at least one controller')
      .max(100, 'must name at most 100 controllers'),
  })
  .superRefine(refuseArrangement, always);

const identityRecordRefSchema = z
  .string()
  .refine((value) => isId('ir', value), 'must be ir_ and 24 hexadecimal digits');

const recordMetadataSchema = z.strictObject({
  'schema-version': text(50),
  'controller-arrangement': controllerArrangementSchema,
  'identity-record-ref': optional(identityRecordRefSchema),
});

const noticeFields = {
  'terms-url': webUrlSchema,
  'notice-version': text(50),
  'notice-language': optional(text(35)),
};

const noticeSchema = z
  .strictObject({
    'shared-notice': optional(z.strictObject(noticeFields)),
    notices: optional(
      z
        .array(z.strictObject({ 'controller-name': text(255), ...noticeFields }))
        .min(2, 'must hold at least two notices')
        .max(100, 'must hold at most 100 notices'),
    ),
  })
  .superRefine(refuseNotice, always);

const processingSchema = z.strictObject({
  'legal-basis': z.enum(legalBases),
  purpose: text(500),
  'data-types': z
    .array(z.enum(dataTypes))
    .min(1, 'must name at least one data type')
    .superRefine(refuseTwice, always),
  'data-source': optional(text(255)),
  recipients: optional(
    z
      .array(
        z.strictObject({
          name: text(255),
          role: text(100),
          'privacy-url': optional(webUrlSchema),
        }),
      )
      .max(100, 'must name at most 100 recipients'),
  ),
  jurisdiction: readOnly,
});

const accessEventSchema = z
  .strictObject({
    state: z.enum(submittableStates),
    'registered-at': timeSchema,
    expiry: z.union([timeSchema, z.null()], 'is required: a time ending in Z, or null for no end'),
    'controller-reference': optional(text(255)),
    consent: optional(
      z.strictObject({
        'consent-type': z.enum(['expressed-consent', 'explicit-consent']),
        method: optional(text(100)),
      }),
    ),
    'revoked-at': readOnly,
  })
  .superRefine(refuseEvent, always);

export const reidentificationTokenSchema = z
  .string()
  .refine((value) => isId('mlr', value), 'must be mlr_ and 24 hexadecimal digits');

const accessRecordBody = z.strictObject({
  'record-identifier': readOnly,
  duid: readOnly,
  'created-at': readOnly,
  'record-metadata': recordMetadataSchema,
  notice: optional(noticeSchema),
  processing: processingSchema,
  'access-event': accessEventSchema,
  'reidentification-token': optional(reidentificationTokenSchema),
});

/** The body of `POST /access-records` (contract §6). */
export const accessRecordSchema = accessRecordBody
  .superRefine(refuseLegalBasis, always)
  .superRefine(refuseLink, always);
export type AccessRecordInput = z.output<typeof accessRecordSchema>;

/** The body of `PUT /access-records/{ak}`: the state stays ACTIVE, the link stays or is the caller's own. */
export const replaceAccessRecordSchema = accessRecordBody
  .extend({
    'reidentification-token': optional(z.null('does not go with a replacement: the link stays')),
  })
  .superRefine(refuseLegalBasis, always)
  .superRefine(refuseEnding, always);
export type ReplaceAccessRecordInput = z.output<typeof replaceAccessRecordSchema>;

export const revocationReasons = [
  'customer-request',
  'contract-ended',
  'lia-lapsed',
  'statutory-authority-lapsed',
  'data-no-longer-required',
  'other',
] as const;

export type RevocationReason = (typeof revocationReasons)[number];

export const revokeQuerySchema = z.strictObject({
  reason: z.enum(revocationReasons).optional(),
  'reidentification-token': reidentificationTokenSchema.optional(),
});
export type RevokeQuery = z.output<typeof revokeQuerySchema>;

const states = ['ACTIVE', 'EXPIRED', 'REVOKED', 'DISCOVERED'] as const;

const filters = {
  state: z.enum(states).optional(),
  'legal-basis': z.enum(legalBases).optional(),
};

export const listRecordsQuerySchema = z.strictObject({ ...filters, ...pageQuery });
export type ListRecordsQuery = z.output<typeof listRecordsQuerySchema>;

export const meterPointQuerySchema = z.strictObject({
  ...filters,
  'reidentification-token': reidentificationTokenSchema.optional(),
});
export type MeterPointQuery = z.output<typeof meterPointQuerySchema>;

/** `GET /admin/records`: `q` is an ak, an MPxN or a DUID. */
export const searchRecordsQuerySchema = z.strictObject({
  q: z.string().max(128).optional(),
  ...filters,
  ...pageQuery,
});
export type SearchRecordsQuery = z.output<typeof searchRecordsQuerySchema>;
