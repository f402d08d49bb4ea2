import { z } from 'zod';
import { dataTypes, dataTypeSchema } from '@/lib/vocabulary/data-types';
import { addressSchema } from '@/lib/vocabulary/address-schema';
import {
  contactUrlSchema,
  idSchema,
  list,
  nullable,
  omittable,
  readOnly,
  text,
  timeSchema,
  webUrlSchema,
} from '@/lib/platform/schema-parts';
import { legalBasisSchema } from '@/lib/vocabulary/legal-bases';
import { refuseArrangement, refuseEvent, refuseNotice, refuseTwice } from './rules';

/** `DISCOVERED` cannot be submitted: the DCC's reports make it. */
const submittableStates = ['ACTIVE', 'EXPIRED', 'REVOKED'] as const;

/** Most controllers, recipients or notices of one record. */
const MOST_NAMED = 50;

/** Rules over several fields run even where a field failed, so that every fault is named at once. */
export const always = { when: () => true };

const ISO_DURATION =
  /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/;

export const controllerSchema = z
  .strictObject({
    name: text(255).meta({ example: 'Northwind Energy' }),
    role: z
      .enum(['sole', 'lead', 'joint', 'member'])
      .describe('Its part in the arrangement; see `arrangement-type`.'),
    'contact-url': contactUrlSchema.describe('Where customers reach it.'),
    address: omittable(addressSchema.describe('Where it is.')),
    'privacy-rights-url': omittable(
      webUrlSchema.meta({
        description: 'Where customers use their privacy rights.',
        example: 'https://northwind.example/privacy',
      }),
    ),
    'lia-reference': nullable(
      text(255).meta({ description: 'Its legitimate interests assessment.', example: 'LIA-7' }),
    ),
    'statutory-reference': nullable(
      text(500).meta({
        description: 'The law that its task or duty rests on.',
        example: 'Electricity Act 1989, section 5',
      }),
    ),
    'storage-conditions': nullable(
      z.strictObject({
        location: text(255).meta({ description: 'Where data is kept.', example: 'United Kingdom' }),
        'retention-period': z
          .string()
          .max(50, 'must have at most 50 characters')
          .regex(ISO_DURATION, 'must be an ISO 8601 duration, as P2Y')
          .meta({ description: 'How long, as an ISO 8601 duration.', example: 'P2Y' }),
      }),
    ),
  })
  .meta({ id: 'Controller', description: 'An organisation accountable under UK GDPR.' });

export const arrangementTypeSchema = z
  .enum(['sole', 'joint', 'group'])
  .describe(
    '`sole`: exactly one controller, of role `sole`. `joint`: at least two, one `lead`, the rest ' +
      '`joint`, with an `art26-reference`. `group`: one `lead`, the rest `member`, at least one. Only ' +
      '`joint` has an `art26-reference`.',
  );

const controllerArrangementSchema = z
  .strictObject({
    'arrangement-type': arrangementTypeSchema,
    'art26-reference': nullable(
      text(500).meta({
        description: 'The arrangement of UK GDPR Article 26; required for `joint`, else null.',
        example: 'Arrangement of 1 May 2026',
      }),
    ),
    controllers: list(controllerSchema, {
      min: 1,
      max: MOST_NAMED,
      tooFew: 'must name at least one controller',
    }),
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

const noticeFields = {
  'terms-url': webUrlSchema.meta({
    description: 'What the customer was shown. Checked for form, never fetched.',
    example: 'https://northwind.example/terms',
  }),
  'notice-version': text(50).meta({ example: '2026-11' }),
  'notice-language': omittable(text(35).meta({ example: 'en' })),
};

export const noticeSchema = z
  .strictObject({
    'shared-notice': nullable(z.strictObject(noticeFields).describe('One notice for all.')),
    notices: nullable(
      list(
        z.strictObject({
          'controller-name': text(255).meta({ example: 'Northwind Energy' }),
          ...noticeFields,
        }),
        { min: 2, max: MOST_NAMED, tooFew: 'must hold at least two notices' },
      ).describe('A notice of each controller; every controller is named.'),
    ),
  })
  .superRefine(refuseNotice, always)
  .meta({
    id: 'Notice',
    description: 'What the customer was told: `shared-notice` or `notices`, exactly one of them.',
  });

export const processingSchema = z
  .strictObject({
    'legal-basis': legalBasisSchema,
    purpose: text(500).meta({
      description: 'What the data is for, in words that customers understand.',
      example: 'Showing you your half-hourly use and finding a tariff that suits it',
    }),
    'data-types': list(dataTypeSchema, {
      min: 1,
      max: dataTypes.length,
      tooFew: 'must name at least one data type',
    })
      .superRefine(refuseTwice, always)
      .meta({ uniqueItems: true, example: ['HH-CONSUMPTION', 'TARIFF-IMPORT'] }),
    'data-source': omittable(text(255).meta({ example: 'smart meter' })),
    recipients: omittable(
      list(
        z.strictObject({
          name: text(255).meta({ example: 'Brightmeter' }),
          role: text(100).meta({ example: 'processor' }),
          'privacy-url': omittable(
            webUrlSchema.meta({ example: 'https://brightmeter.example/privacy' }),
          ),
        }),
        { max: MOST_NAMED },
      ).describe('Who else receives the data.'),
    ),
    jurisdiction: readOnly,
  })
  .meta({ id: 'Processing' });

export const accessEventSchema = z
  .strictObject({
    state: z
      .enum(submittableStates)
      .describe('`EXPIRED` and `REVOKED` are for records of the past.'),
    'registered-at': timeSchema.describe('Since when the access is allowed.'),
    expiry: z
      .union([timeSchema, z.null()], 'is required: a time ending in Z, or null for no end')
      .describe(
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
