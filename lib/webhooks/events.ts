import { z } from 'zod';
import { revocationReasons } from '@/lib/access-records/schemas';
import { dateSchema, timeSchema } from '@/lib/platform/schema-parts';

/** What can be subscribed to (contract §9). */
export const eventTypes = [
  'consent.withdrawal',
  'consent.expiring',
  'tenancy.change',
  'credential.registered',
] as const;

/** A test, sent whatever a subscription names. */
export const TEST_EVENT = 'webhook.test';

export const consentWithdrawalSchema = z.strictObject({
  ak: z.string(),
  mpxn: z.string(),
  duid: z.string(),
  'revoked-at': timeSchema,
  reason: z.enum(revocationReasons),
  'controller-reference': z.string().nullable(),
});

export const consentExpiringSchema = z.strictObject({
  ak: z.string(),
  mpxn: z.string(),
  duid: z.string(),
  expiry: timeSchema,
  /** Whole days, rounded up. */
  'days-remaining': z.int().min(0),
});

export const tenancyChangeSchema = z.strictObject({
  mpxn: z.string(),
  'effective-date': dateSchema,
  'source-reference': z.string(),
  /** The receiver's own keys only. */
  'affected-aks': z.array(z.string()).min(1),
});

export const credentialRegisteredSchema = z.strictObject({
  ir: z.string(),
  'credential-id': z.string(),
  'registered-at': timeSchema,
  /** DUID of the organisation in whose flow it was enrolled. */
  'initiated-by': z.string(),
  /** What the customer proved first; null: nothing, the organisation's own word or trust. */
  'verified-by': z.enum(['passkey-assert', 'magic-link']).nullable(),
});

export const webhookTestSchema = z.strictObject({ message: z.string() });

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
