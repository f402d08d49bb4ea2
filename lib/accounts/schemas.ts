import { z } from 'zod';
import { accountIdSchema } from '@/lib/vocabulary/account-id';
import { redirectUrlSchema } from './redirect-url';
import { dataTypes, dataTypeSchema } from '@/lib/vocabulary/data-types';
import { duidSchema } from '@/lib/vocabulary/duid';
import { roleSchema } from '@/lib/vocabulary/roles';
import { pageQuery } from '@/lib/platform/cursor';
import {
  contactUrlSchema,
  list,
  nullable,
  omittable,
  readOnly,
  text,
} from '@/lib/platform/schema-parts';

export const MAX_REDIRECT_URLS = 50;
const redirectUrlsSchema = list(redirectUrlSchema, { max: MAX_REDIRECT_URLS })
  .overwrite((urls) => [...new Set(urls)])
  .meta({
    description:
      'Where customers may be sent back to. Each is an `https` URL in its normal form (lower-case ' +
      'host, no default port), without user name, password or fragment, and without a query ' +
      'parameter named `state` or `dar-…`. Outside production `http://localhost` and ' +
      '`http://127.0.0.1` are allowed too. One that is named twice counts once.',
    example: ['https://northwind.example/welcome-back'],
  });

/** The body of `PUT /self/redirect-urls`; the other fields of `GET /self` are ignored in it. */
export const replaceRedirectUrlsSchema = z.strictObject({
  'account-id': readOnly,
  duid: readOnly,
  'display-name': readOnly,
  role: readOnly,
  status: readOnly,
  'contact-url': readOnly,
  'registered-at': readOnly,
  'redirect-urls': redirectUrlsSchema,
});

const secretKeySchema = z
  .string()
  .min(8, 'must have at least 8 characters')
  .max(255, 'must have at most 255 characters')
  .meta({
    description: 'The secret of the account. Without one the register makes one and shows it once.',
    example: 'a-long-random-secret-of-your-own',
  });

const displayNameSchema = text(255).meta({
  description: 'The name that customers read.',
  example: 'Northwind Energy',
});

const organisationContactSchema = contactUrlSchema.describe(
  'Where customers reach the organisation; required for data_user and data_provider.',
);

const dealsInSchema = list(dataTypeSchema, { max: dataTypes.length }).meta({
  description: 'The kinds of data it deals in.',
  example: ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
});

const organisationReferenceSchema = text(255).meta({
  description: 'By which the DCC’s reports name the organisation.',
  example: 'NWE-001',
});

const changeable = {
  'display-name': displayNameSchema,
  'contact-url': nullable(organisationContactSchema),
  'data-types': nullable(dealsInSchema),
  'redirect-urls': nullable(redirectUrlsSchema),
  'organisation-reference': nullable(organisationReferenceSchema),
};

/** The roles whose organisations are named to households, with a way to reach them. */
const namedToHouseholds: readonly string[] = ['data_user', 'data_provider'];

/** Whether an account of this role needs a `contact-url` (docs/api/operator.md#accounts). */
export function needsContact(role: string): boolean {
  return namedToHouseholds.includes(role);
}

function refuseMissingContact(value: unknown, context: z.core.$RefinementCtx): void {
  const { role, 'contact-url': contact = null } = (value ?? {}) as Record<string, unknown>;
  if (typeof role !== 'string' || !needsContact(role) || (contact !== null && contact !== ''))
    return;
  context.addIssue({ code: 'custom', path: ['contact-url'], message: `is required for ${role}` });
}

/** What only `PATCH` changes. */
const changedLater = { statutory: readOnly, 'decisions-per-minute': readOnly };

/** The fields of an account that answers show and requests may not set. */
const readOnlyOfAccount = { status: readOnly, 'registered-at': readOnly, 'suspended-at': readOnly };

export const createAccountSchema = z
  .strictObject({
    'account-id': accountIdSchema,
    'secret-key': nullable(secretKeySchema),
    duid: nullable(duidSchema),
    role: roleSchema,
    ...changeable,
    ...changedLater,
    ...readOnlyOfAccount,
  })
  .superRefine(refuseMissingContact, { when: () => true });
export type CreateAccountInput = z.output<typeof createAccountSchema>;

/** The body of `PATCH /admin/accounts/{id}`: an absent field is unchanged. */
export const updateAccountSchema = z.strictObject({
  ...readOnlyOfAccount,
  'account-id': readOnly,
  duid: readOnly,
  role: readOnly,
  'display-name': omittable(displayNameSchema),
  'contact-url': omittable(organisationContactSchema),
  'data-types': omittable(dealsInSchema),
  'redirect-urls': omittable(redirectUrlsSchema),
  'organisation-reference': omittable(organisationReferenceSchema),
  statutory: z
    .boolean()
    .optional()
    .meta({
      description:
        'The operator has checked that this Data User acts under a statute: its `uk-public-task` and ' +
        '`uk-legal-obligation` records reach beyond an occupancy.',
      example: false,
    }),
  'decisions-per-minute': z.int().min(1).max(2_147_483_647).optional().meta({
    description: 'Requests for release decisions that it may send in a minute.',
    example: 60000,
  }),
});

/** The console's form of a Data Provider's limit, and the command line's. */
export const decisionLimitSchema = updateAccountSchema
  .pick({ 'decisions-per-minute': true })
  .required();

/** The console's form of an account. It shows every field, and clears one that is left empty. */
export const accountFormSchema = z.strictObject(changeable);

/** Where an organisation says that customers reach it, in its own dashboard. */
export const contactFormSchema = z.strictObject({ 'contact-url': organisationContactSchema });

/** Changes of an account: an absent field is unchanged, null clears one. */
export type UpdateAccountInput = Partial<z.output<typeof accountFormSchema>> &
  Pick<z.output<typeof updateAccountSchema>, 'statutory' | 'decisions-per-minute'>;

export const listAccountsSchema = z.strictObject({
  q: z.string().max(255).optional().meta({
    description: 'The start of an account id, a whole DUID, or a part of a display name.',
    example: 'northwind',
  }),
  role: roleSchema.optional(),
  limit: pageQuery.limit,
  cursor: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'The `next-cursor` of the page before.', example: 'gridline-data' }),
});
