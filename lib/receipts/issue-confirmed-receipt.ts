import { stateAt } from '@/lib/access-records/state';
import type { Tx } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { findConfirmation } from './find-confirmation';
import { issueReceipt } from './issue-receipt';

/**
 * A receipt of the access that stands registered with that confirmation, for the mail that tells the customer of it.
 * @returns a compact JWS; null when the access has ended, or another confirmation has come in its place
 */
export async function issueConfirmedReceipt(tx: Tx, tokenRef: string): Promise<string | null> {
  const at = now();
  const row = await tx.accessRecord.findUnique({
    where: { confirmationRef: tokenRef },
    include: { account: { select: { displayName: true } } },
  });
  if (!row || stateAt(row, at) !== 'ACTIVE') return null;
  const stated = { access: { ...row, changes: [] }, ...(await findConfirmation(tx, row)), at };
  const { jws } = await issueReceipt(tx, stated, { accountId: null, ir: null });
  return jws;
}
