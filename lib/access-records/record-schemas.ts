import { z } from 'zod';
import {
  idSchema,
  nullable,
  omittable,
  readOnly,
  text,
  timeSchema,
} from '@/lib/platform/schema-parts';
import { always } from '@/lib/platform/unchecked-value';
import { refuseArrangement } from '@/lib/vocabulary/arrangement-rules';
import { arrangementTypeSchema, controllersSchema } from '@/lib/vocabulary/controllers';
import { expirySchema } from '@/lib/vocabulary/expiry';
import { legalBasisSchema } from '@/lib/vocabulary/legal-bases';
import {
  namedDataTypesSchema,
  purposeSchema,
  recipientsSchema,
} from '@/lib/vocabulary/processing-fields';
import { refuseEvent } from './rules';

/** `DISCOVERED` cannot be submitted: the DCC's reports make it. */
const submittableStates = ['ACTIVE', 'EXPIRED', 'REVOKED'] as const;

const controllerArrangementSchema = z
  .strictObject({
    'arrangement-type': arrangementTypeSchema,
    'art26-reference': nullable(
      text(500).meta({
        description: 'The arrangement of UK GDPR Article 26; required for `joint`, else null.',
        example: 'Arrangement of 1 May 2026',
      }),
    ),
    controllers: controllersSchema,
  })
  .superRefine(refuseArrangement, always)
  .meta({ id: 'ControllerArrangement' });

export const recordMetadataSchema = z
  .strictObject({
    'record-identifier': readOnly,
    'created-at': readOnly,
    'schema-version': text(50).meta({
      description: 'The version of the record’s form that the Data User goes by.',
      example: '1.0',
    }),
    'controller-arrangement': controllerArrangementSchema,
    'identity-record-ref': nullable(
      idSchema('ir').describe(
        'The caller’s own Identity Record. Null on a record that was linked by a token.',
      ),
    ),
  })
  .meta({ id: 'RecordMetadata' });

export const processingSchema = z
  .strictObject({
    'legal-basis': legalBasisSchema,
    purpose: purposeSchema,
    'data-types': namedDataTypesSchema,
    'data-source': omittable(text(255).meta({ example: 'smart meter' })),
    recipients: omittable(recipientsSchema),
    jurisdiction: readOnly,
  })
  .meta({ id: 'Processing' });

export const accessEventSchema = z
  .strictObject({
    state: z
      .enum(submittableStates)
      .describe('`EXPIRED` and `REVOKED` are for records of the past.'),
    'registered-at': timeSchema.describe('Since when the access is allowed.'),
    expiry: expirySchema.describe(
      'When the access ends; null: no end. From that instant the record reads EXPIRED. Not before ' +
        '`registered-at`; in the past where `state` is `EXPIRED`.',
    ),
    'controller-reference': omittable(
      text(255).meta({ description: 'The Data User’s own reference.', example: 'CRM-4711' }),
    ),
    consent: nullable(
      z
        .strictObject({
          'consent-type': z.enum(['expressed-consent', 'explicit-consent']),
          method: omittable(text(100).meta({ example: 'button on our website' })),
        })
        .describe('How consent was given; with the consent bases only.'),
    ),
    'revoked-at': readOnly,
  })
  .superRefine(refuseEvent, always)
  .meta({ id: 'AccessEvent' });
