import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';
import type { IssuedReceipt } from '@/lib/receipts/dto';
import { findConfirmation } from '@/lib/receipts/find-confirmation';
import { issueReceipt } from '@/lib/receipts/issue-receipt';
import { signSummaryLink } from '@/lib/receipts/sign-summary';
import { mayTakeProof } from './issue-receipt-with-proof';
import { findSeenRecord } from './seen-records';

/** A receipt with the address that the code on it leads to. */
export interface PortalReceiptCopy extends IssuedReceipt {
  checkLink: string;
  mayTakeProof: boolean;
}

/**
 * Issues a receipt of an access as this session sees it; null when it does not see it, or nobody registered
 * it.
 */
export async function issuePortalReceipt(
  session: PortalSession,
  recordId: string,
): Promise<PortalReceiptCopy | null> {
  const at = now();
  const found = await findSeenRecord(session, recordId, at);
  if (!found || found.row.discovered) return null;
  const stated = { access: found.row, ...(await findConfirmation(db(), found.row)), at };
  const issued = await issueReceipt(db(), stated, { accountId: null, ir: session.ir });
  return {
    ...issued,
    checkLink: await signSummaryLink(issued),
    mayTakeProof: await mayTakeProof(session, found.row),
  };
}
