import { z } from 'zod';
import { dataTypesSchema } from '@/lib/vocabulary/data-types';
import { duidSchema } from '@/lib/vocabulary/duid';
import { normalMpxnSchema } from '@/lib/vocabulary/mpxn';
import { nextCursorSchema } from '@/lib/platform/cursor';
import { dateSchema, idSchema, timeSchema } from '@/lib/platform/schema-parts';
import { verifiedExample } from './examples';
import { arrangementTypeSchema, controllerSchema } from '@/lib/vocabulary/controllers';
import { noticeSchema } from '@/lib/vocabulary/notice';
import { accessEventSchema, processingSchema, recordMetadataSchema } from './record-schemas';
import { legalBasisSchema } from '@/lib/vocabulary/legal-bases';
import { proposalDigestSchema } from '@/lib/proposals/answers';
import { assurances, methodSchema } from '@/lib/vocabulary/reidentification-methods';
import { stateSchema } from '@/lib/vocabulary/access-states';

const OF_DISCOVERED = 'Null where the state is DISCOVERED.';

const setByRegister = {
  'record-identifier': idSchema('ak').describe('The access key.'),
  'created-at': timeSchema.describe('When it was registered.'),
};

/** The controller of a discovered access has a name only, since nobody has registered its other fields. */
const storedControllerSchema = z
  .object({
    ...controllerSchema.partial().shape,
    name: controllerSchema.shape.name,
    role: controllerSchema.shape.role,
  })
  .meta({ id: 'StoredController', description: 'Of a discovered organisation the name only.' });

const { 'controller-arrangement': arrangementSchema } = recordMetadataSchema.shape;

const verifiedMetadataSchema = z
  .object({
    ...recordMetadataSchema.shape,
    ...setByRegister,
    'controller-arrangement': z.object({
      ...arrangementSchema.shape,
      controllers: z.array(storedControllerSchema),
    }),
  })
  .meta({ id: 'VerifiedMetadata' });

const listedMetadataSchema = z
  .object({
    ...recordMetadataSchema.shape,
    ...setByRegister,
    'record-identifier': idSchema('ak').describe('As `ak` of the entry: the key, or its alias.'),
  })
  .meta({ id: 'ListedMetadata' });

const notOfDiscovered = 'Left out where the state is DISCOVERED.';

const revokedAtSchema = timeSchema
  .optional()
  .meta({ description: 'When it was revoked, if it was.', example: '2026-12-01T08:00:00.000Z' });

const customerConfirmationSchema = z
  .object({
    method: methodSchema.describe('By what the customer confirmed.'),
    assurance: z.enum(assurances).meta({
      description: '`unproven`: it rests on a passkey that nobody has checked.',
      example: 'proven',
    }),
    'confirmed-at': timeSchema,
    bound: z.boolean().meta({
      description: 'Whether only the browser that the customer came back with could confirm.',
      example: true,
    }),
    'proposal-digest': proposalDigestSchema
      .nullable()
      .describe('Of what the customer was shown; null: the access was not proposed to them.'),
  })
  .meta({ id: 'CustomerConfirmation' });

const confirmedSchema = customerConfirmationSchema.nullable().meta({
  description: 'That the customer confirmed; null: the record was registered without it.',
  example: null,
});

/** An access record as verifying answers it, without personal data (docs/api/access-records.md#verifying). */
export const storedRecordSchema = z
  .object({
    duid: duidSchema.describe('Who registered the record; of a discovered one, who reported it.'),
    'record-metadata': verifiedMetadataSchema,
    notice: noticeSchema.nullable(),
    processing: z.object({
      ...processingSchema.shape,
      'legal-basis': legalBasisSchema.optional().describe(notOfDiscovered),
      purpose: processingSchema.shape.purpose.optional().describe(notOfDiscovered),
      jurisdiction: z.literal('GB'),
    }),
    'access-event': z.object({
      ...accessEventSchema.shape,
      state: stateSchema,
      'revoked-at': revokedAtSchema,
    }),
    'customer-confirmation': confirmedSchema,
  })
  .meta({ id: 'AccessRecord', example: verifiedExample });

export const verifyAnswerSchema = z.object({ 'access-record': storedRecordSchema });

export const accessTokenAnswerSchema = z.object({
  'access-token': z.object({
    key: idSchema('ak').describe(
      'The access key: Data Providers verify it before they release data. Keep it secret.',
    ),
    expiry: timeSchema.nullable().meta({
      description: 'When the access ends; null: no end.',
      example: '2027-11-02T09:30:00Z',
    }),
  }),
});

export const revokedAnswerSchema = z.object({
  ak: idSchema('ak'),
  'revoked-at': timeSchema.describe('When it was revoked, the first time.'),
});

const discoveredSchema = z
  .object({
    mpxn: normalMpxnSchema
      .nullable()
      .describe('Null once that of the record which supersedes it is kept no more.'),
    'organisation-name': z.string().meta({ example: 'Quiet Meter Ltd' }),
    'organisation-reference': z.string().meta({ example: 'QM-77' }),
    'first-seen': dateSchema,
    'last-seen': dateSchema,
    'data-types-observed': dataTypesSchema,
    'source-reference': z.string().meta({ example: 'DCC-2026-004711' }),
    'superseded-by': idSchema('ak')
      .nullable()
      .describe(
        'The record by which the organisation registered the access since; null: it has not. Others ' +
          'than its owner, portals and the operator see its alias.',
      ),
  })
  .meta({ id: 'DiscoveredAccess' });

const entry = {
  ak: idSchema('ak').describe(
    'The access key; of another organisation’s record a stable alias, which verifies as 404.',
  ),
  'lead-controller-name': z
    .string()
    .nullable()
    .meta({ description: OF_DISCOVERED, example: 'Northwind Energy' }),
  'arrangement-type': arrangementTypeSchema.nullable().describe(OF_DISCOVERED),
  'controller-count': z.int().nullable().meta({ description: OF_DISCOVERED, example: 1 }),
  'record-metadata': listedMetadataSchema.nullable().describe(OF_DISCOVERED),
  'legal-basis': legalBasisSchema.nullable().describe(OF_DISCOVERED),
  purpose: processingSchema.shape.purpose.nullable().describe(OF_DISCOVERED),
  'data-types': dataTypesSchema,
  state: stateSchema,
  expiry: timeSchema.nullable(),
  'registered-at': timeSchema.describe(
    'Of a discovered access 00:00 UTC of the day on which it was first seen.',
  ),
  'revoked-at': revokedAtSchema,
  'customer-confirmation': confirmedSchema,
  'discovered-access': discoveredSchema.nullable().meta({
    description: 'What the DCC saw, where the state is DISCOVERED; else null.',
    example: null,
  }),
};

const entryExample = {
  ak: verifiedExample['record-metadata']['record-identifier'],
  'lead-controller-name': 'Northwind Energy',
  'arrangement-type': 'sole',
  'controller-count': 1,
  'record-metadata': verifiedExample['record-metadata'],
  'legal-basis': 'uk-consent',
  purpose: verifiedExample.processing.purpose,
  'data-types': verifiedExample.processing['data-types'],
  state: 'ACTIVE',
  expiry: '2027-11-02T09:30:00Z',
  'registered-at': '2026-11-02T09:30:00Z',
  'customer-confirmation': null,
  'discovered-access': null,
};

export const meterPointAnswerSchema = z.object({
  mpxn: normalMpxnSchema,
  'access-records': z
    .array(z.object(entry).meta({ id: 'MeterPointEntry', example: entryExample }))
    .describe(
      'What is ACTIVE or DISCOVERED first; within that organisations take turns, each with its newest.',
    ),
  'next-cursor': z.string().optional().meta({
    description: 'Send it as `cursor`, with the same token, for the rest; absent: this is all.',
    example: '5f0c1a2b3c4d5e6f708192a3b4c5d6e7',
  }),
});

/** A page of `/records` and `/admin/records`. */
export const recordListAnswerSchema = z.object({
  records: z
    .array(
      z
        .object({
          ...entry,
          duid: duidSchema,
          mpxn: normalMpxnSchema
            .nullable()
            .describe('Null of a record that ended so long ago that it is kept no more.'),
          'created-at': timeSchema.describe('When it was registered.'),
        })
        .meta({
          id: 'RecordEntry',
          example: {
            ...entryExample,
            duid: verifiedExample.duid,
            mpxn: '1200023305967',
            'created-at': verifiedExample['record-metadata']['created-at'],
          },
        }),
    )
    .describe('Newest first.'),
  total: z.int().meta({ description: 'How many records match in all.', example: 1 }),
  'next-cursor': nextCursorSchema.meta({ example: null }),
});
