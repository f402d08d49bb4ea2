import { z } from 'zod';
import { normalMpxnSchema } from '@/lib/vocabulary/mpxn';
import { dateSchema, idSchema, timeSchema } from '@/lib/platform/schema-parts';
import { proposedAnswer } from '@/lib/proposals/answers';
import { passkeyStartSchema } from '@/lib/vocabulary/initiation';
import { addressSchema } from '@/lib/vocabulary/address-schema';
import { expressedBySchema, principalVerificationSchema } from './schemas';

const irSchema = idSchema('ir').describe('The Identity Record.');

const credentialSchema = z
  .object({
    'credential-id': idSchema('cred'),
    'registered-at': timeSchema,
    transports: z.array(z.string()).meta({
      description: 'How the device with the passkey can be reached, as WebAuthn names it.',
      example: ['internal', 'hybrid'],
    }),
    'last-used-at': timeSchema.nullable(),
    name: z.string().nullable().meta({
      description: 'The name that the customer gave it; null: none.',
      example: 'My phone',
    }),
    'backed-up': z.boolean().meta({
      description:
        'Whether it is kept in the customer’s password manager, and so outlives the device.',
      example: true,
    }),
  })
  .meta({ id: 'Credential', description: 'A passkey, without its keys.' });

/** An Identity Record as its owner reads it (docs/api/identity-records.md#reading-an-identity-record). */
export const identityRecordSchema = z
  .object({
    ir: irSchema,
    'created-at': timeSchema,
    'pii-principal': z
      .object({
        mpxn: normalMpxnSchema,
        'move-in-date': dateSchema,
        address: addressSchema.optional(),
      })
      .nullable()
      .describe('The person; null once the record is anonymised.'),
    'expressed-by': expressedBySchema.nullable().describe('Null once the record is anonymised.'),
    'principal-verification': principalVerificationSchema
      .nullable()
      .describe('Null where none was given, and once the record is anonymised.'),
    'has-email': z.boolean().meta({
      description: 'Whether an e-mail address is stored. The address itself is never given out.',
      example: true,
    }),
    credentials: z.array(credentialSchema).describe('Passkeys of this person, oldest first.'),
    'anonymised-at': timeSchema.nullable().meta({
      description: 'When the record was anonymised; null: it was not.',
      example: null,
    }),
  })
  .meta({ id: 'IdentityRecord' });

export const identityRecordAnswerSchema = z.object({ 'identity-record': identityRecordSchema });

export const identityRecordListAnswerSchema = z.object({
  'identity-records': z.array(identityRecordSchema).describe('Newest first, 500 at most.'),
});

export const createdIdentityRecordAnswerSchema = z.object({
  ir: irSchema,
  'passkey-registration-redirect': passkeyStartSchema
    .nullable()
    .describe('Where the customer enrols a passkey; null where that was not asked for.'),
  ...proposedAnswer,
});

export const anonymisedAnswerSchema = z.object({
  ir: irSchema,
  'anonymised-at': timeSchema.describe('When it was anonymised, the first time.'),
});

export const voidedAnswerSchema = z.object({
  ir: irSchema,
  'voided-at': timeSchema.describe('When the operator voided it, the first time.'),
});
