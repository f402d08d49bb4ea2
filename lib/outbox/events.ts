import { z } from 'zod';
import { revocationReasonSchema } from '@/lib/vocabulary/revocation-reasons';
import { duidSchema } from '@/lib/vocabulary/duid';
import { normalMpxnSchema } from '@/lib/vocabulary/mpxn';
import { dateSchema, idSchema, timeSchema } from '@/lib/platform/schema-parts';

/** What can be subscribed to (docs/api/webhooks.md#events). */
export const eventTypes = [
  'consent.withdrawal',
  'consent.expiring',
  'tenancy.change',
  'credential.registered',
] as const;

/** What a subscription that names none is sent (docs/api/webhooks.md#subscribing). */
export const defaultEventTypes = [
  'consent.withdrawal',
  'consent.expiring',
  'tenancy.change',
] as const satisfies readonly (typeof eventTypes)[number][];

/** A test, sent whatever a subscription names. */
export const TEST_EVENT = 'webhook.test';

/** Sent on any revocation of a consent record, whoever revoked it. */
export const consentWithdrawalSchema = z
  .object({
    ak: idSchema('ak'),
    mpxn: normalMpxnSchema,
    duid: duidSchema,
    'revoked-at': timeSchema,
    reason: revocationReasonSchema.nullable().describe('Null if none was given.'),
    'controller-reference': z
      .string()
      .optional()
      .meta({ description: 'The Data User’s own reference of the record.', example: 'CRM-4711' }),
  })
  .meta({ id: 'ConsentWithdrawal' });

/** Sent once per record, expiry and subscription, when the subscription's window is reached. */
export const consentExpiringSchema = z
  .object({
    ak: idSchema('ak'),
    mpxn: normalMpxnSchema,
    duid: duidSchema,
    expiry: timeSchema,
    'days-remaining': z.int().min(0).meta({ description: 'Whole days, rounded up.', example: 30 }),
  })
  .meta({ id: 'ConsentExpiring' });

/**
 * Sent to each Data User with an ACTIVE record at the meter point, naming its own keys only; and to those
 * again when the DCC takes the change back.
 */
export const tenancyChangeSchema = z
  .object({
    mpxn: normalMpxnSchema,
    'effective-date': dateSchema,
    'source-reference': z.string().meta({ example: 'DCC-2026-004711' }),
    'affected-aks': z
      .array(idSchema('ak'))
      .min(1)
      .describe('The Data User’s own records there that were ACTIVE at the report.'),
    withdrawn: z
      .literal(true)
      .optional()
      .meta({ description: 'The DCC took this change back: it counts as never in effect.' }),
  })
  .meta({ id: 'TenancyChange' });

/** Sent to the record's owner when a passkey was enrolled on its Identity Record. */
export const credentialRegisteredSchema = z
  .object({
    ir: idSchema('ir'),
    'credential-id': idSchema('cred'),
    'registered-at': timeSchema,
    'initiated-by': z.union([duidSchema, z.literal('customer')]).meta({
      description: 'The organisation in whose flow it was enrolled; `customer`: in the portal.',
      example: 'duid_4f9d02c7a1b86e35d2f07c94',
    }),
    'verified-by': z.enum(['passkey-assert', 'magic-link']).optional().meta({
      description:
        'What the customer proved first; left out: nothing, the organisation’s word or trust.',
      example: 'magic-link',
    }),
  })
  .meta({ id: 'CredentialRegistered' });

/** Sent when its owner asks for it. */
export const webhookTestSchema = z
  .object({ message: z.string().meta({ example: 'This is a test.' }) })
  .meta({ id: 'WebhookTest' });

export const payloadSchemas = {
  'consent.withdrawal': consentWithdrawalSchema,
  'consent.expiring': consentExpiringSchema,
  'tenancy.change': tenancyChangeSchema,
  'credential.registered': credentialRegisteredSchema,
  [TEST_EVENT]: webhookTestSchema,
} as const;

export type EventType = keyof typeof payloadSchemas;

/** An event of one type with the payload of that type. */
export type RegisterEvent = {
  [Type in EventType]: { type: Type; payload: z.output<(typeof payloadSchemas)[Type]> };
}[EventType];
