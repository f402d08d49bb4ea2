import { stateAt } from '@/lib/access-records/state';
import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { NotFoundError } from '@/lib/platform/errors';
import { findConfirmation } from './find-confirmation';
import { issueReceipt, signReceipt } from './issue-receipt';

async function findOwn(accountId: string, ak: string, at: Date) {
  const row = await db().accessRecord.findUnique({
    where: { ak },
    include: {
      account: { select: { displayName: true } },
      changes: { where: { state: 'REVOKED' }, select: { accountId: true }, take: 1 },
    },
  });
  if (row?.accountId !== accountId) throw new NotFoundError('The access record');
  return { ...row, state: stateAt(row, at) };
}

/**
 * A receipt of an own record as it stands now (docs/api/receipts.md#for-the-owner). Of one that is not shown,
 * as to a HEAD, nothing is written down.
 *
 * @throws {NotFoundError} unknown or another Data User's: the two look the same
 */
export async function issueOwnReceipt(
  accountId: string,
  ak: string,
  { isShown }: { isShown: boolean },
): Promise<{ receipt: string; digest: string }> {
  const at = now();
  const access = await findOwn(accountId, ak, at);
  const stated = { access, ...(await findConfirmation(db(), access)), at };
  const { jws, digest } = isShown
    ? await issueReceipt(db(), stated, { accountId, ir: null })
    : await signReceipt(stated);
  return { receipt: jws, digest };
}
