import { z } from 'zod';
import { isProduction } from '@/lib/platform/env';
import { optional, readOnly, text, webUrlSchema } from '@/lib/platform/schema-parts';

export const roles = ['data_user', 'data_provider', 'dcc', 'portal', 'admin'] as const;

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
  });

const redirectUrlsSchema = z
  .array(redirectUrlSchema)
  .max(MAX_REDIRECT_URLS, `must have at most ${MAX_REDIRECT_URLS} entries`)
  .transform((urls) => [...new Set(urls)]);

export const replaceRedirectUrlsSchema = z.strictObject({ 'redirect-urls': redirectUrlsSchema });

export const accountIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores');

const secretKeySchema = z
  .string()
  .min(8, 'must have at least 8 characters')
  .max(255, 'must have at most 255 characters');

const changeable = {
  'display-name': text(255),
  'contact-url': optional(webUrlSchema),
  'data-types': optional(z.array(z.enum(dataTypes))),
  'redirect-urls': optional(redirectUrlsSchema),
  'organisation-reference': optional(text(255)),
};

export const createAccountSchema = z.strictObject({
  'account-id': accountIdSchema,
  'secret-key': optional(secretKeySchema),
  duid: optional(z.string().regex(/^duid_[0-9a-z]{1,64}$/, 'must be duid_ and 1 to 64 of 0-9 a-z')),
  role: z.enum(roles),
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
  'display-name': text(255).optional(),
  'contact-url': webUrlSchema.nullable().optional(),
  'data-types': z.array(z.enum(dataTypes)).nullable().optional(),
  'redirect-urls': redirectUrlsSchema.nullable().optional(),
  'organisation-reference': text(255).nullable().optional(),
});
export type UpdateAccountInput = z.output<typeof updateAccountSchema>;

export const listAccountsSchema = z.strictObject({
  q: z.string().max(255).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  cursor: z.string().max(64).optional(),
});
