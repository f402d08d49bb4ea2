import { z } from 'zod';
import { mpxnSchema } from '@/lib/meter-points/mpxn';
import { londonDateOf } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { dateSchema, optional, text, timeSchema } from '@/lib/platform/schema-parts';
import { returnBinding } from '@/lib/reidentification/schemas';
import { normaliseEmail } from './email-address';
import { findAccountNumbers } from './evidence-redaction';

const MAX_DETAIL_BYTES = 8192;

const addressLine = text(100);

const addressSchema = z.strictObject({
  addressLine1: addressLine,
  addressLine2: optional(addressLine),
  townCity: addressLine,
  county: optional(addressLine),
  postcode: z
    .string()
    .regex(/^[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$/, 'must be a UK postcode in upper case'),
});

const piiPrincipalSchema = z.strictObject({
  mpxn: mpxnSchema,
  'move-in-date': dateSchema.refine(
    (date) => date <= londonDateOf(now()),
    'must not lie in the future',
  ),
  address: optional(addressSchema),
});

const isPlainObject = (value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const principalVerificationSchema = z.strictObject({
  method: text(100),
  'verified-at': timeSchema,
  outcome: z.enum(['verified', 'failed', 'partial']),
  reference: optional(text(255)),
  submitted: optional(text(255)),
  'verified-against': optional(text(255)),
  detail: optional(
    z
      .custom<Record<string, unknown>>(isPlainObject, 'must be an object')
      .refine(
        (detail) => Buffer.byteLength(JSON.stringify(detail)) <= MAX_DETAIL_BYTES,
        'must have at most 8 KiB',
      ),
  ),
});

export type PrincipalVerification = z.output<typeof principalVerificationSchema>;
export type Address = z.output<typeof addressSchema>;

/** One normalised address, or a 400. */
export const emailSchema = z.string().transform((value, context) => {
  const address = normaliseEmail(value);
  if (address) return address;
  context.addIssue({ code: 'custom', message: 'must be one plain e-mail address' });
  return z.NEVER;
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

export const createIdentityRecordSchema = z
  .strictObject({
    'pii-principal': piiPrincipalSchema,
    'expressed-by': z.enum(['data-subject', 'authorised-representative']),
    'principal-verification': optional(principalVerificationSchema),
    email: optional(emailSchema),
    'initiate-passkey-registration': optional(z.boolean()),
    'passkey-return-url': optional(z.string()),
    ...returnBinding,
  })
  .superRefine(refuseAccountNumbers, { when: () => true });
export type CreateIdentityRecordInput = z.output<typeof createIdentityRecordSchema>;

export const findIdentityRecordsSchema = z
  .strictObject({ mpxn: mpxnSchema.optional(), email: emailSchema.optional() })
  .refine((query) => query.mpxn !== undefined || query.email !== undefined, {
    path: ['mpxn'],
    message: 'or email is required',
  });
