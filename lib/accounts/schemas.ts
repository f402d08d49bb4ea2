import { z } from 'zod';
import { pageQuery } from '@/lib/platform/cursor';
import { isProduction } from '@/lib/platform/env';
import { list, optional, readOnly, text, webUrlSchema } from '@/lib/platform/schema-parts';

export const roles = ['data_user', 'data_provider', 'dcc', 'portal', 'admin'] as const;

export const roleSchema = z.enum(roles).meta({
  id: 'Role',
  description: 'What an account is to the register, and so which calls it may make.',
});

export const dataTypes = [
  'HH-CONSUMPTION',
  'HH-EXPORT',
  'MTH-CONSUMPTION',
  'MTH-EXPORT',
  'ANNUAL-CONSUMPTION',
  'ANNUAL-EXPORT',
  'TARIFF-IMPORT',
  'TARIFF-EXPORT',
] as const;

/** One kind of meter data. */
export const dataTypeSchema = z.enum(dataTypes).meta({
  id: 'DataType',
  description:
    'A kind of meter data: half-hourly (`HH`), monthly (`MTH`) or annual, used from the grid ' +
    '(`CONSUMPTION`) or sent to it (`EXPORT`); or what is paid for either (`TARIFF`).',
});

export type DataType = z.output<typeof dataTypeSchema>;

export const dataTypesSchema = z
  .array(dataTypeSchema)
  .meta({ example: ['HH-CONSUMPTION', 'TARIFF-IMPORT'] });

/** An organisation's id. An operator may choose it; else the register does. */
export const duidSchema = z
  .string()
  .regex(/^duid_[0-9a-z]{1,64}$/, 'must be duid_ and 1 to 64 of 0-9 a-z')
  .meta({
    description: 'The organisation’s id in the register.',
    example: 'duid_4f9d02c7a1b86e35d2f07c94',
  });

export const MAX_REDIRECT_URLS = 50;
const LOCAL_HOSTS = ['localhost', '127.0.0.1'];

/** Why `value` cannot be a redirect URL (contract §7), or null when it can. */
function redirectUrlProblem(value: string): string | null {
  const url = URL.parse(value);
  if (!url || !/^https?:\/\//.test(value)) return 'must be an https URL';
  // One spelling only, so that what is compared, shown and followed is the same place.
  if (url.href !== value && url.href !== `${value}/`) {
    return `must be written in its normal form, ${url.href}`;
  }
  if (url.username || url.password) return 'must not hold a user name or password';
  if (value.includes('#')) return 'must not have a fragment';
  const isLocal = LOCAL_HOSTS.includes(url.hostname) && !isProduction();
  if (url.protocol !== 'https:' && !isLocal) return 'must be an https URL';
  for (const name of url.searchParams.keys()) {
    if (name === 'state' || name.startsWith('dar-')) return `must not have a parameter ${name}`;
  }
  return null;
}

const redirectUrlSchema = z
  .string()
  .max(2000, 'must have at most 2000 characters')
  .superRefine((value, context) => {
    const problem = redirectUrlProblem(value);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  })
  .meta({ pattern: '^https?://', example: 'https://northwind.example/welcome-back' });

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

/** What `GET /self` returned beside the URLs is ignored, so that it can be changed and sent back. */
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

export const accountIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
  .meta({
    description: 'The name under which the account asks for tokens.',
    example: 'northwind-energy',
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

const contactUrlSchema = webUrlSchema.describe('Where customers reach the organisation.');

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
  'contact-url': optional(contactUrlSchema),
  'data-types': optional(dealsInSchema),
  'redirect-urls': optional(redirectUrlsSchema),
  'organisation-reference': optional(organisationReferenceSchema),
};

export const createAccountSchema = z.strictObject({
  'account-id': accountIdSchema,
  'secret-key': optional(secretKeySchema),
  duid: optional(duidSchema),
  role: roleSchema,
  ...changeable,
});
export type CreateAccountInput = z.output<typeof createAccountSchema>;

/** Absent: unchanged. Null: cleared. */
export const updateAccountSchema = z.strictObject({
  'account-id': readOnly,
  duid: readOnly,
  role: readOnly,
  status: readOnly,
  'registered-at': readOnly,
  'suspended-at': readOnly,
  'display-name': displayNameSchema.optional(),
  'contact-url': contactUrlSchema.nullable().optional(),
  'data-types': dealsInSchema.nullable().optional(),
  'redirect-urls': redirectUrlsSchema.nullable().optional(),
  'organisation-reference': organisationReferenceSchema.nullable().optional(),
});
export type UpdateAccountInput = z.output<typeof updateAccountSchema>;

export const listAccountsSchema = z.strictObject({
  q: z.string().max(255).optional().meta({
    description: 'The start of an account id, a whole DUID, or a part of a display name.',
    example: 'northwind',
  }),
  limit: pageQuery.limit,
  cursor: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'The `next-cursor` of the page before.', example: 'gridline-data' }),
});
