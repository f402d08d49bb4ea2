import { timingSafeEqual } from 'node:crypto';
import type { Attempt, Method } from './attempt.js';
import { dataOf, type RegisterClient } from './create-register-client.js';

export type Outcome =
  | { status: 'pending' }
  | {
      status: 'confirmed';
      confirmedAt: string;
      confirmedBy: Method;
      /** `unproven`: by a passkey enrolled on trust; good for you alone. */
      assurance: 'proven' | 'unproven';
    }
  | {
      status: 'expired';
      declined: boolean;
      /** `refused`: they said no; `not-recognised`: they do not know of it; null: not declined. */
      declinedReason: 'refused' | 'not-recognised' | null;
    };

/** The browser that came back is not the one that this attempt was started for. */
export class ForeignReturnError extends Error {
  override readonly name = 'ForeignReturnError';
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether this return belongs to this attempt: `state` and, unless declined, the token-ref. */
export function isReturnOf(attempt: Attempt, query: URLSearchParams): boolean {
  const tokenRef = query.get('dar-passkey-token') ?? query.get('dar-reid-token');
  return (
    attempt.state !== null &&
    isSame(query.get('state') ?? '', attempt.state) &&
    (tokenRef === null || isSame(tokenRef, attempt.tokenRef))
  );
}

/**
 * Asks the register how an attempt of this visitor's session stands. On the page behind the return URL
 * give its query too: then `state`, the token-ref and the return code must be those of this attempt.
 * What the URL says is never believed; the register's answer is.
 *
 * @throws {ForeignReturnError} the query belongs to another attempt: show nothing of this one
 */
export async function confirm(
  client: RegisterClient,
  attempt: Attempt,
  returned?: URLSearchParams,
): Promise<Outcome> {
  if (returned && !isReturnOf(attempt, returned)) {
    throw new ForeignReturnError('this return does not belong to this attempt');
  }
  const code = returned?.get('dar-return-code');
  const query = code ? { 'return-code': code } : {};
  const { subject, tokenRef } = attempt;
  const answer = await dataOf(
    'ir' in subject
      ? client.GET('/identity-records/{ir}/re-identify/{token-ref}', {
          params: { path: { ir: subject.ir, 'token-ref': tokenRef }, query },
        })
      : client.GET('/identity-records/reidentify/{token-ref}', {
          params: { path: { 'token-ref': tokenRef }, query },
        }),
  );
  if (answer.status === 'pending') return { status: 'pending' };
  if (answer.status === 'expired') {
    const { declined, 'declined-reason': declinedReason } = answer;
    return { status: 'expired', declined, declinedReason };
  }
  const { 'confirmed-at': confirmedAt, 'confirmed-by': confirmedBy, assurance } = answer;
  if (!confirmedAt || !confirmedBy || !assurance) throw new TypeError('confirmed, but how?');
  return { status: 'confirmed', confirmedAt, confirmedBy, assurance };
}
