import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import type { Evidence } from '@/lib/evidence/dto';
import { openEvidence } from '@/lib/evidence/open-evidence';
import { now } from '@/lib/platform/clock';
import { findConfirmation } from '@/lib/receipts/find-confirmation';
import { issueReceipt } from '@/lib/receipts/issue-receipt';
import { provedRecords } from './proved';
import { findSeenRecord } from './seen-records';
import type { SeenRow } from './confirmations';

/** A customer's own copy of a receipt, with what their passkey signed. */
export interface ReceiptWithProof {
  receipt: string;
  evidence: Evidence;
}

/**
 * Whether evidence is kept of a confirmation that this session's own person gave: others who see the record,
 * because they live at the meter point, are not given it.
 */
export async function mayTakeProof(session: PortalSession, row: SeenRow): Promise<boolean> {
  const { confirmationRef: tokenRef } = row;
  if (tokenRef === null) return false;
  const confirmed = await db().reidentification.findUnique({
    where: { tokenRef },
    select: { ir: true },
  });
  const proved = await provedRecords(db(), session);
  if (!proved.some(({ ir }) => ir === confirmed?.ir)) return false;
  return (await db().confirmationEvidence.count({ where: { tokenRef } })) > 0;
}

/**
 * Issues a receipt with the evidence beside it, the one place where evidence leaves the register
 * (docs/api/receipts.md#with-proof).
 *
 * @returns null when the session does not see the record, did not confirm it, or no evidence is kept
 */
export async function issueReceiptWithProof(
  session: PortalSession,
  recordId: string,
): Promise<ReceiptWithProof | null> {
  const at = now();
  const row = (await findSeenRecord(session, recordId, at))?.row;
  if (!row?.confirmationRef || !(await mayTakeProof(session, row))) return null;
  const evidence = await openEvidence(row.confirmationRef);
  if (!evidence) return null;
  const stated = { access: row, ...(await findConfirmation(db(), row)), at };
  const by = { accountId: null, ir: session.ir };
  const { jws } = await issueReceipt(db(), stated, by, { withProof: true });
  return { receipt: jws, evidence };
}
