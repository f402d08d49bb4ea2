import { z } from 'zod';
import { revocationReasonSchema } from '@/lib/access-records/schemas';
import { duidSchema } from '@/lib/accounts/schemas';
import { normalMpxnSchema } from '@/lib/meter-points/mpxn';
import { dateSchema, idSchema, timeSchema } from '@/lib/platform/schema-parts';

const controllerReferenceSchema = z
  .string()
  .nullable()
  .meta({ description: 'The Data User’s own reference of the record.', example: 'CRM-4711' });

/** Sent on any revocation of a consent record, whoever revoked it (contract §9). */
export const consentWithdrawalSchema = z
  .object({
    ak: idSchema('ak'),
    mpxn: normalMpxnSchema,
    duid: duidSchema,
    'revoked-at': timeSchema,
    reason: revocationReasonSchema,
    'controller-reference': controllerReferenceSchema,
  })
  .meta({ id: 'ConsentWithdrawal' });

/** Sent once per record, expiry and subscription, when the subscription's window is reached. */
export const consentExpiringSchema = z
  .object({
    ak: idSchema('ak'),
    mpxn: normalMpxnSchema,
    duid: duidSchema,
    expiry: timeSchema,
    'days-remaining': z.int().meta({ description: 'Whole days, rounded up.', example: 30 }),
  })
  .meta({ id: 'ConsentExpiring' });

/** Sent to each Data User with an ACTIVE record at the meter point, naming its own keys only. */
export const tenancyChangeSchema = z
  .object({
    mpxn: normalMpxnSchema,
    'effective-date': dateSchema,
    'source-reference': z.string().meta({ example: 'DCC-2026-004711' }),
    'affected-aks': z.array(idSchema('ak')).describe('The Data User’s own ACTIVE records there.'),
  })
  .meta({ id: 'TenancyChange' });

/** Sent to the record's owner when a passkey was enrolled on its Identity Record. */
export const credentialRegisteredSchema = z
  .object({
    ir: idSchema('ir'),
    'credential-id': idSchema('cred'),
    'registered-at': timeSchema,
    'initiated-by': duidSchema.describe('The organisation in whose flow it was enrolled.'),
    'verified-by': z.string().nullable().meta({
      description: 'The proof that came before; null: none, it was enrolled on trust.',
      example: 'magic-link',
    }),
  })
  .meta({ id: 'CredentialRegistered' });
