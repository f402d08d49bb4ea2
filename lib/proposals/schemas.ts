import { z } from 'zod';
import { nullable, omittable, webUrlSchema } from '@/lib/platform/schema-parts';
import { always } from '@/lib/platform/unchecked-value';
import { controllersSchema } from '@/lib/vocabulary/controllers';
import { expirySchema } from '@/lib/vocabulary/expiry';
import { legalBasisSchema } from '@/lib/vocabulary/legal-bases';
import { noticeSchema } from '@/lib/vocabulary/notice';
import {
  namedDataTypesSchema,
  purposeSchema,
  recipientsSchema,
} from '@/lib/vocabulary/processing-fields';
import { refuseProposal } from './rules';

export const proposedAccessExample = {
  'legal-basis': 'uk-consent',
  purpose: 'Showing you your half-hourly use and finding a tariff that suits it',
  'data-types': ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
  expiry: '2099-11-02T09:30:00.000Z',
  controllers: [
    {
      name: 'Northwind Energy',
      role: 'sole',
      'contact-url': 'https://northwind.example/contact',
    },
  ],
  notice: {
    'shared-notice': {
      'terms-url': 'https://northwind.example/terms',
      'notice-version': '2026-11',
      'notice-language': 'en',
    },
  },
};

/** What the customer is shown before they are asked for anything (docs/api/proposals.md#what-a-proposal-holds). */
export const proposedAccessSchema = z
  .strictObject({
    'legal-basis': legalBasisSchema,
    purpose: purposeSchema,
    'data-types': namedDataTypesSchema,
    expiry: expirySchema.describe('When the access would end; null: no end.'),
    controllers: controllersSchema.describe(
      'Who would have the data: one `sole`, one `lead` with `joint` ones, or one `lead` with `member`s.',
    ),
    recipients: omittable(recipientsSchema),
    notice: nullable(noticeSchema).describe('With the consent bases; else null.'),
    'terms-url': omittable(
      webUrlSchema.meta({
        description: 'With every other basis: where the terms stand.',
        example: 'https://northwind.example/terms',
      }),
    ),
  })
  .superRefine(refuseProposal, always)
  .meta({
    id: 'ProposedAccess',
    description:
      'The access that is to be registered afterwards. The customer is shown it whole, and the ' +
      'confirmation is bound to it. At most 32 KiB.',
    example: proposedAccessExample,
  });
export type ProposedAccess = z.output<typeof proposedAccessSchema>;

/** `proposed-access` of an initiating call. */
export const proposedAccessFieldSchema = nullable(proposedAccessSchema);
