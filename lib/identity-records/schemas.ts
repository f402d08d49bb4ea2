import { z } from 'zod';
import { mpxnSchema } from '@/lib/meter-points/mpxn';
import { londonDateOf } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { dateSchema, optional, text, timeSchema } from '@/lib/platform/schema-parts';
import { passkeyReturnUrlSchema, returnBinding } from '@/lib/reidentification/schemas';
import { isMailedEverywhere, normaliseEmail } from './email-address';
import { findAccountNumbers } from './evidence-redaction';

const MAX_DETAIL_BYTES = 8192;

const addressLine = (example: string) => text(100).meta({ example });

export const addressSchema = z
  .strictObject({
    addressLine1: addressLine('14 Chapel Street'),
    addressLine2: optional(addressLine('Flat 2')),
    townCity: addressLine('Llandudno'),
    county: optional(addressLine('Conwy')),
    postcode: z
      .string()
      .regex(/^[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$/, 'must be a UK postcode in upper case')
      .meta({ example: 'LL30 2SY' }),
  })
  .meta({ id: 'Address', description: 'The address of the meter point.' });

const piiPrincipalSchema = z
  .strictObject({
    mpxn: mpxnSchema,
    'move-in-date': dateSchema
      .refine((date) => date <= londonDateOf(now()), 'must not lie in the future')
      .meta({
        description: 'Since when the person lives there. Not in the future (Great Britain’s date).',
        example: '2024-05-01',
      }),
    address: optional(addressSchema),
  })
  .describe('The person, by where and since when they live.');

const isPlainObject = (value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const REDACTED =
  'In it a run of 8 or more digits (spaces, dots and dashes between them dropped) is refused with ' +
  'VAL004, unless it is the record’s own MPxN or an ISO date or time.';

export const principalVerificationSchema = z
  .strictObject({
    method: text(100).meta({ description: 'How it was checked.', example: 'document check' }),
    'verified-at': timeSchema,
    outcome: z.enum(['verified', 'failed', 'partial']),
    reference: optional(
      text(255).meta({ description: 'The caller’s own reference.', example: 'case 4711' }),
    ),
    submitted: optional(
      text(255).meta({
        description: `What the person showed, redacted. ${REDACTED}`,
        example: 'a driving licence',
      }),
    ),
    'verified-against': optional(text(255).meta({ example: 'the issuing agency' })),
    detail: optional(
      z
        .custom<Record<string, unknown>>(isPlainObject, 'must be an object')
        .refine(
          (detail) => Buffer.byteLength(JSON.stringify(detail)) <= MAX_DETAIL_BYTES,
          'must have at most 8 KiB',
        )
        .meta({
          type: 'object',
          description: `Anything else worth keeping, redacted; at most 8 KiB. ${REDACTED}`,
          example: { document: 'driving licence', score: 97 },
        }),
    ),
  })
  .meta({
    id: 'PrincipalVerification',
    description: 'How the Data User made sure who the person is.',
  });

export type PrincipalVerification = z.output<typeof principalVerificationSchema>;
export type Address = z.output<typeof addressSchema>;

const anyEmailSchema = z.string().transform((value, context) => {
  const address = normaliseEmail(value);
  if (address) return address;
  context.addIssue({ code: 'custom', message: 'must be one plain e-mail address' });
  return z.NEVER;
});

/** One normalised address to which mail goes from now on, or a 400. */
export const emailSchema = anyEmailSchema
  .refine(isMailedEverywhere, 'must have ASCII characters alone before the @')
  .meta({
    description:
      'One plain e-mail address, without a display name or quoting; before the @ ASCII characters alone, ' +
      'since not every mail server takes others. It is normalised, kept encrypted, and never given out again.',
    example: 'customer@example.com',
  });

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
  const paths = (['submitted', 'detail'] as const).flatMap((field) =>
    findAccountNumbers(evidence[field], mpxn, ['principal-verification', field]),
  );
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
    'pii-principal': piiPrincipalSchema,
    'expressed-by': expressedBySchema,
    'principal-verification': optional(principalVerificationSchema),
    email: optional(emailSchema),
    'initiate-passkey-registration': optional(
      z.boolean().meta({
        description:
          'Whether the customer enrols a passkey at once; the answer then says where to send them. ' +
          '`passkey-return-url`, `state` and `bind-return` go with it only.',
        example: true,
      }),
    ),
    'passkey-return-url': optional(passkeyReturnUrlSchema),
    ...returnBinding,
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
