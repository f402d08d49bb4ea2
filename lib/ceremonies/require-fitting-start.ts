import type { Account } from '@/lib/db/generated/client';
import { ValidationError } from '@/lib/platform/errors';
import type { StartInput } from '@/lib/reidentification/schemas';

/**
 * Refuses what of a request does not fit its account, and answers its return URL: null, or exactly one that is
 * registered for the account (docs/api/re-identification.md#starting).
 *
 * @throws {ValidationError} for another URL, for the other method's field, for a binding without one, and for a
 *   proposal of a portal operator, which registers nothing
 */
export function requireFittingStart(account: Account, input: StartInput): string | null {
  const isMail = input.method === 'magic-link';
  const field = isMail ? 'redirect-url' : 'passkey-return-url';
  const wrongField = isMail ? 'passkey-return-url' : 'redirect-url';
  const problems = [];
  const url = input[field];
  if (input[wrongField] !== null) {
    problems.push([wrongField, `does not go with the method ${input.method}`]);
  }
  if (url !== null && !account.redirectUrls.includes(url)) {
    problems.push([field, 'must be exactly one of the redirect URLs registered for this account']);
  }
  if (input['bind-return'] && url === null) problems.push(['bind-return', `needs a ${field}`]);
  if (input['proposed-access'] && account.role !== 'data_user') {
    problems.push(['proposed-access', `does not go with the role ${account.role}`]);
  }
  if (problems.length === 0) return url;
  throw new ValidationError(
    problems.map(([name, problem]) => ({
      code: 'VAL001',
      field: name,
      message: `${name}: ${problem}`,
    })),
  );
}
