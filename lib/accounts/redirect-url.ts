import { z } from 'zod';
import { isProduction } from '@/lib/platform/env';

const LOCAL_HOSTS = ['localhost', '127.0.0.1'];

/**
 * Why `value` cannot be a redirect URL (docs/api/directory-and-account.md#redirect-urls), or null when it
 * can.
 */
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

/** Where customers may be sent back to (docs/api/directory-and-account.md#redirect-urls). */
export const redirectUrlSchema = z
  .string()
  .max(2000, 'must have at most 2000 characters')
  .superRefine((value, context) => {
    const problem = redirectUrlProblem(value);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  })
  .meta({ pattern: '^https?://', example: 'https://northwind.example/welcome-back' });
