import { z } from 'zod';
import type { PortalMailFacts } from '@/lib/mail/templates/mail-facts';
import { dataTypeSchema } from '@/lib/vocabulary/data-types';

const dateSchema = z.iso.datetime().transform((value) => new Date(value));

/** What of a receipt the mail says: kinds of data and times, and no word of the request. */
const statedSchema = z.object({
  record: z.object({
    party_identification: z.object({ registered_by: z.string() }),
    pii_processing: z.object({ pii_information: z.array(z.object({ pii_type: dataTypeSchema })) }),
    consent_state: z.object({ valid_from: dateSchema, valid_until: dateSchema.nullable() }),
  }),
  confirmation: z.object({
    'confirmed-at': dateSchema,
    'proposal-digest': z.string().nullable(),
  }),
});

type Facts = Extract<PortalMailFacts, { kind: 'consent-confirmed' }>;

/** What a mail says of a confirmed consent: what the receipt that it carries states. */
export function confirmedFacts(
  receipt: string,
  about: Pick<Facts, 'meterPointEnding' | 'checkPage'>,
): Facts {
  const payload = Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString();
  const { record, confirmation } = statedSchema.parse(JSON.parse(payload));
  const { valid_from: from, valid_until: until } = record.consent_state;
  return {
    kind: 'consent-confirmed',
    ...about,
    organisation: record.party_identification.registered_by,
    dataTypes: record.pii_processing.pii_information.map(({ pii_type: type }) => type),
    from,
    until,
    confirmedAt: confirmation['confirmed-at'],
    wasShown: confirmation['proposal-digest'] !== null,
  };
}
