import { z } from 'zod';
import { timeSchema, webUrlSchema } from '@/lib/platform/schema-parts';
import { addressSchema } from '@/lib/vocabulary/address-schema';
import { controllerSchema } from '@/lib/vocabulary/controllers';
import { dataTypesSchema } from '@/lib/vocabulary/data-types';
import { legalBasisSchema } from '@/lib/vocabulary/legal-bases';
import { noticeFields } from '@/lib/vocabulary/notice';
import { purposeSchema, recipientFields } from '@/lib/vocabulary/processing-fields';
import type { Proposal } from './dto';
import { proposedAccessExample } from './schemas';

const { name, role, 'contact-url': contactUrl } = controllerSchema.shape;

const proposedControllerSchema = z
  .object({
    name,
    role,
    'contact-url': contactUrl,
    address: z
      .object({
        ...addressSchema.shape,
        addressLine2: z.string().optional(),
        county: z.string().optional(),
      })
      .optional(),
    'privacy-rights-url': webUrlSchema.optional(),
    'lia-reference': z.string().optional(),
    'statutory-reference': z.string().optional(),
    'storage-conditions': z
      .object({ location: z.string(), 'retention-period': z.string() })
      .optional(),
  })
  .meta({ id: 'ProposedController', description: 'A controller, without what was not given.' });

/** A proposal as it is answered: in its normal form. */
const proposalSchema: z.ZodType<Proposal> = z
  .object({
    'legal-basis': legalBasisSchema,
    purpose: purposeSchema,
    'data-types': dataTypesSchema.describe('Sorted.'),
    expiry: timeSchema.nullable().describe('In UTC with milliseconds; null: no end.'),
    controllers: z.array(proposedControllerSchema),
    recipients: z.array(z.object(recipientFields)).optional().describe('Sorted.'),
    notice: z
      .object({
        'shared-notice': z.object(noticeFields).optional(),
        notices: z.array(z.object({ 'controller-name': name, ...noticeFields })).optional(),
      })
      .optional()
      .describe('With the consent bases.'),
    'terms-url': webUrlSchema.optional().describe('With every other basis.'),
  })
  .meta({ id: 'Proposal', example: proposedAccessExample });

export const proposalDigestSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .meta({
    description:
      'SHA-256, base64url, of the RFC 8785 form of `version`, `token-ref`, `duid`, `mpxn` and ' +
      '`proposal`. A confirming passkey signs it.',
    example: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
  });

/** What the answers add where an access was proposed; both null where none was. */
export const proposedAnswer = {
  'proposed-access': proposalSchema
    .nullable()
    .meta({ description: 'The proposal in its normal form; null: none.', example: null }),
  'proposal-digest': proposalDigestSchema
    .nullable()
    .meta({ description: 'Of the proposal, with what it is bound to; null: none.', example: null }),
};
