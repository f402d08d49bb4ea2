import { endAccess } from '@/lib/access-records/end-access';
import { lockAccessRecord } from '@/lib/access-records/lock-access-record';
import type { Tx } from '@/lib/db/database';
import type { AccessRecord, PortalSession } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import type { Customer } from '@/lib/identity-records/occupancy/occupancies';
import { findSeen } from '@/lib/meter-points/find-seen';
import { requireCustomerMayEnd } from '@/lib/meter-points/require-customer-may-end';
import { now } from '@/lib/platform/clock';
import { ConflictError, ForbiddenError, NotFoundError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/locale';
import { findConfirmation } from '@/lib/receipts/find-confirmation';
import { issueReceipt } from '@/lib/receipts/issue-receipt';
import { findReceiptAddressee } from './find-receipt-addressee';
import { findSeenRecord } from './seen-records';
import { loadSeenRows } from './seen-row';
import { findCustomer } from './customer-of-session';
import type { WithdrawalReason } from './schemas';

export type Withdrawal = 'withdrawn' | 'unknown' | 'not-possible';

interface Request {
  reason: WithdrawalReason | null;
  locale: Locale;
}

interface Withdrawn {
  ak: string;
  customer: Customer;
  changeId: string;
  locale: Locale;
  at: Date;
}

/** A receipt of what was withdrawn, as its customer sees it; null when they no longer do. */
async function issueOf(
  tx: Tx,
  session: PortalSession,
  { ak, customer, at }: Withdrawn,
): Promise<string | null> {
  const [row] = await loadSeenRows(tx, await findSeen(tx, customer, at, { ak }), session);
  if (!row) return null;
  const stated = { access: row, ...(await findConfirmation(tx, row)), at };
  const { jws } = await issueReceipt(tx, stated, { accountId: null, ir: session.ir });
  return jws;
}

/** Mails the receipt, if there is an address of the customer's own. */
async function mailReceipt(tx: Tx, session: PortalSession, withdrawn: Withdrawn): Promise<void> {
  const { customer, changeId: subjectRef, locale } = withdrawn;
  const addressee = await findReceiptAddressee(tx, session, customer.mpxn);
  if (!addressee) return;
  const { ir } = addressee;
  const receipt = await issueOf(tx, session, withdrawn);
  await queueMail(tx, { kind: 'withdrawal-receipt', ir, subjectRef, locale, receipt });
}

/**
 * Lets the session end the record, whose row is locked, and tells for whom it stands.
 * @throws {NotFoundError} when the session does not see it; {@link ForbiddenError} when it is not theirs to end
 */
async function requireMayWithdraw(
  tx: Tx,
  session: PortalSession,
  record: AccessRecord,
  at: Date,
): Promise<Customer> {
  const unseen = new NotFoundError('The access record');
  const customer = await findCustomer(tx, session, at);
  if (customer?.mpxn !== record.mpxn) throw unseen;
  await requireCustomerMayEnd(tx, record, customer, { at, unseen });
  return customer;
}

/** Lock the record, ask who stands before us, end the access, mail the receipt: in one transaction. */
async function withdraw(session: PortalSession, ak: string, request: Request): Promise<void> {
  const { reason, locale } = request;
  await inTransaction(async (tx) => {
    const at = now();
    const record = await lockAccessRecord(tx, ak);
    if (!record) throw new NotFoundError('The access record');
    const customer = await requireMayWithdraw(tx, session, record, at);
    const authority = {
      role: 'customer',
      accountId: null,
      ir: session.ir,
      tokenRef: null,
    } as const;
    const { changeId } = await endAccess(tx, record, authority, { reason, at });
    if (changeId) await mailReceipt(tx, session, { ak, customer, changeId, locale, at });
  });
}

/**
 * Withdraws the customer's consent: the one revocation that the API knows too, at once and everywhere
 * (docs/api/access-records.md#revoking), with the customer as who did it. A repeat changes nothing and mails
 * nothing.
 */
export async function withdrawConsent(
  session: PortalSession,
  recordId: string,
  request: Request,
): Promise<Withdrawal> {
  const found = await findSeenRecord(session, recordId);
  if (!found) return 'unknown';
  if (found.row.revokedAt !== null) return 'not-possible';
  try {
    await withdraw(session, found.row.ak, request);
  } catch (error) {
    if (error instanceof NotFoundError) return 'unknown';
    if (error instanceof ForbiddenError || error instanceof ConflictError) return 'not-possible';
    throw error;
  }
  return 'withdrawn';
}
