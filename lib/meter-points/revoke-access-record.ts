import { endAccess, type Authority } from '@/lib/access-records/end-access';
import { lockAccessRecord } from '@/lib/access-records/lock-access-record';
import type { RevokeQuery } from '@/lib/access-records/schemas';
import type { Tx } from '@/lib/db/database';
import type { AccessRecord, Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ForbiddenError, NotFoundError } from '@/lib/platform/errors';
import { findConsumedToken, requirePortalToken } from '@/lib/reidentification/portal-token';
import { customerOfToken } from './customer-of-token';
import { requireCustomerMayEnd } from './require-customer-may-end';

interface Request {
  /** The token-ref that the request names. */
  token: string | undefined;
  at: Date;
}

/** The customer for whom a portal operator ends a consent, known by the portal operator's token. */
async function requireCustomerOfPortal(
  tx: Tx,
  accountId: string,
  record: AccessRecord,
  { token: named, at }: Request,
): Promise<string> {
  const { mpxn } = record;
  const unseen = new ForbiddenError('The customer does not see this record.');
  if (mpxn === null) throw unseen;
  const token = await requirePortalToken(tx, {
    accountId,
    mpxn,
    token: named ?? (await findConsumedToken(tx, { accountId, mpxn, at })),
    at,
  });
  const customer = await customerOfToken(tx, token, { mpxn, at });
  await requireCustomerMayEnd(tx, record, customer, { at, unseen });
  return token.ir;
}

/** Owners end their own records, portal operators what their customer may end, operators any. */
async function requireAuthority(
  tx: Tx,
  account: Account,
  record: AccessRecord,
  request: Request,
): Promise<Authority> {
  const { id: accountId, role } = account;
  if (role === 'data_user' && record.accountId !== accountId) {
    throw new NotFoundError('The access record');
  }
  const isPortal = role === 'portal';
  const ir = isPortal ? await requireCustomerOfPortal(tx, accountId, record, request) : null;
  return { role, accountId, ir, tokenRef: request.token ?? null };
}

/**
 * Revokes an ACTIVE record for an account, at once and for every process. A repeat gives the first answer
 * again and changes nothing (docs/api/access-records.md#revoking).
 *
 * @throws {NotFoundError} {@link ForbiddenError}
 * @throws {ConflictError} when the record is EXPIRED or DISCOVERED
 */
export async function revokeAccessRecord(account: Account, ak: string, query: RevokeQuery) {
  return inTransaction(async (tx) => {
    const at = now();
    const record = await lockAccessRecord(tx, ak);
    if (!record) throw new NotFoundError('The access record');
    const request = { token: query['reidentification-token'], at };
    const authority = await requireAuthority(tx, account, record, request);
    const { revokedAt } = await endAccess(tx, record, authority, {
      reason: query.reason ?? null,
      at,
    });
    return { ak, 'revoked-at': revokedAt.toISOString() };
  });
}
