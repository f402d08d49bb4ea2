import { z } from 'zod';
import { mpxnSchema } from '@/lib/vocabulary/mpxn';
import { formatDate, londonDateOf, parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import {
  dateSchema,
  nullable,
  omittable,
  readOnly,
  text,
  timeSchema,
} from '@/lib/platform/schema-parts';
import { anyEmailSchema, emailSchema } from '@/lib/vocabulary/email-schema';
import { proposedAccessFieldSchema } from '@/lib/proposals/schemas';
import { returnBinding, returnUrlSchema } from '@/lib/vocabulary/initiation';
import { addressSchema } from '@/lib/vocabulary/address-schema';
import { findAccountNumbers } from './find-account-numbers';
import { hasAccountNumber } from './digit-runs';

const MAX_DETAIL_BYTES = 8192;

/** A year from today in Great Britain; of 29 February the first of March. */
function latestMoveIn(): string {
  const today = parseDate(londonDateOf(now()));
  return formatDate(
    new Date(Date.UTC(today.getUTCFullYear() + 1, today.getUTCMonth(), today.getUTCDate())),
  );
}

const piiPrincipalSchema = z
  .strictObject({
    mpxn: mpxnSchema,
    'move-in-date': dateSchema
      .refine((date) => date <= latestMoveIn(), 'must not lie more than a year ahead')
      .meta({
        description:
          'Since when the person lives there; at most a year ahead (Great Britain’s date). Until that ' +
          'day the record is nobody’s current occupancy. It belongs to the nearest Change of Tenancy ' +
          'within 31 days of it, if there is one.',
        example: '2024-05-01',
      }),
    address: omittable(addressSchema.describe('The address of the meter point.')),
  })
  .describe('The person, by where and since when they live.');

const isPlainObject = (value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const DROPPED = '(spaces, dots and dashes between them dropped) is refused with VAL004';

export const principalVerificationSchema = z
  .strictObject({
    method: text(100).meta({ description: 'How it was checked.', example: 'document check' }),
    'verified-at': timeSchema,
    outcome: z.enum(['verified', 'failed', 'partial']),
    reference: omittable(
      text(255).meta({ description: 'The caller’s own reference.', example: 'case 4711' }),
    ),
    submitted: omittable(
      text(255).meta({
        description:
          `What the person showed, redacted. A run of 8 or more digits ${DROPPED}, unless it is the ` +
          'record’s own MPxN or an ISO date or time.',
        example: 'a driving licence',
      }),
    ),
    'verified-against': omittable(text(255).meta({ example: 'the issuing agency' })),
    detail: omittable(
      z
        .custom<Record<string, unknown>>(isPlainObject, 'must be an object')
        .refine(
          (detail) => Buffer.byteLength(JSON.stringify(detail)) <= MAX_DETAIL_BYTES,
          'must have at most 8 KiB',
        )
        .meta({
          type: 'object',
          description:
            'Anything else worth keeping, redacted; at most 8 KiB. A run of 13 to 19 digits that passes ' +
            `Luhn ${DROPPED}, and so is any run of 8 or more under a key that speaks of a card, an ` +
            'account, a sort code, an IBAN or a pan.',
          example: { document: 'driving licence', score: 97 },
        }),
    ),
  })
  .meta({
    id: 'PrincipalVerification',
    description: 'How the Data User made sure who the person is.',
  });

export type PrincipalVerification = z.output<typeof principalVerificationSchema>;

/** Read apart from the rest, so that evidence is judged even where other fields fail. */
const evidenceSchema = z.object({
  'pii-principal': z.object({ mpxn: mpxnSchema }).catch({ mpxn: '' }),
  'principal-verification': z.object({ submitted: z.unknown(), detail: z.unknown() }),
});

function refuseAccountNumbers(value: unknown, context: z.core.$RefinementCtx): void {
  const read = evidenceSchema.safeParse(value);
  if (!read.success) return;
  const evidence = read.data['principal-verification'];
  const { mpxn } = read.data['pii-principal'];
  const { submitted, detail } = evidence;
  const paths = [
    ...(typeof submitted === 'string' && hasAccountNumber(submitted, mpxn)
      ? [['principal-verification', 'submitted']]
      : []),
    ...findAccountNumbers(detail, mpxn, ['principal-verification', 'detail']),
  ];
  for (const path of paths) {
    context.addIssue({
      code: 'custom',
      path,
      params: { code: 'VAL004' },
      message: 'holds a card or account number; send it redacted',
    });
  }
}

export const expressedBySchema = z
  .enum(['data-subject', 'authorised-representative'])
  .describe('Who spoke with the Data User: the person, or somebody who may act for them.');

export type ExpressedBy = z.output<typeof expressedBySchema>;

export const createIdentityRecordSchema = z
  .strictObject({
    ir: readOnly,
    'created-at': readOnly,
    'has-email': readOnly,
    credentials: readOnly,
    'anonymised-at': readOnly,
    'pii-principal': piiPrincipalSchema,
    'expressed-by': expressedBySchema,
    'principal-verification': nullable(principalVerificationSchema),
    email: nullable(emailSchema),
    'initiate-passkey-registration': nullable(
      z.boolean().meta({
        description:
          'Whether the customer enrols a passkey at once; the answer then says where to send them. ' +
          '`state`, `bind-return` and `proposed-access` go with it only; without it `passkey-return-url` is ignored.',
        example: true,
      }),
    ),
    'passkey-return-url': nullable(
      returnUrlSchema('Where the customer goes after a passkey ceremony.'),
    ),
    ...returnBinding,
    'proposed-access': proposedAccessFieldSchema,
  })
  .superRefine(refuseAccountNumbers, { when: () => true });
export type CreateIdentityRecordInput = z.output<typeof createIdentityRecordSchema>;

export const findIdentityRecordsSchema = z
  .strictObject({
    mpxn: mpxnSchema.optional().describe('The meter point. This or `email` is required.'),
    email: anyEmailSchema.optional().meta({
      description: 'The person’s e-mail address. This or `mpxn` is required; both narrow.',
      example: 'customer@example.com',
    }),
  })
  .refine((query) => query.mpxn !== undefined || query.email !== undefined, {
    path: ['mpxn'],
    message: 'or email is required',
  });

export const voidIdentityRecordSchema = z.strictObject({
  reason: text(500).meta({
    description:
      'Why, in words that name no person: the organisation reads it, and it stays in the audit.',
    example: 'The organisation could show no evidence of this occupant.',
  }),
});
