import { endAccess } from '@/lib/access-records/end-access';
import { lockAccessRecord } from '@/lib/access-records/lock-access-record';
import type { Tx } from '@/lib/db/database';
import type { AccessRecord, PortalSession } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { requireCustomerMayEnd } from '@/lib/meter-points/require-customer-may-end';
import { now } from '@/lib/platform/clock';
import { ConflictError, ForbiddenError, NotFoundError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/locale';
import { findReceiptAddressee } from './find-receipt-addressee';
import { findSeenRecord } from './seen-records';
import { findCustomer } from './customer-of-session';
import type { WithdrawalReason } from './schemas';

export type Withdrawal = 'withdrawn' | 'unknown' | 'not-possible';

interface Request {
  reason: WithdrawalReason | null;
  locale: Locale;
}

/** Mails the receipt, if there is an address of the customer's own. */
async function mailReceipt(
  tx: Tx,
  session: PortalSession,
  input: { changeId: string; mpxn: string; locale: Locale },
): Promise<void> {
  const addressee = await findReceiptAddressee(tx, session, input.mpxn);
  if (!addressee) return;
  const { ir } = addressee;
  const { changeId: subjectRef, locale } = input;
  await queueMail(tx, { kind: 'withdrawal-receipt', ir, subjectRef, locale });
}

/**
 * Lets the session end the record, whose row is locked.
 * @throws {NotFoundError} when the session does not see it; {@link ForbiddenError} when it is not theirs to end
 */
async function requireMayWithdraw(
  tx: Tx,
  session: PortalSession,
  record: AccessRecord,
  at: Date,
): Promise<void> {
  const unseen = new NotFoundError('The access record');
  const customer = await findCustomer(tx, session, at);
  if (customer?.mpxn !== record.mpxn) throw unseen;
  await requireCustomerMayEnd(tx, record, customer, { at, unseen });
}

/** Lock the record, ask who stands before us, end the access, mail the receipt: in one transaction. */
async function withdraw(session: PortalSession, ak: string, request: Request): Promise<void> {
  const { reason, locale } = request;
  await inTransaction(async (tx) => {
    const at = now();
    const record = await lockAccessRecord(tx, ak);
    if (!record) throw new NotFoundError('The access record');
    await requireMayWithdraw(tx, session, record, at);
    const authority = {
      role: 'customer',
      accountId: null,
      ir: session.ir,
      tokenRef: null,
    } as const;
    const { changeId } = await endAccess(tx, record, authority, { reason, at });
    if (changeId) await mailReceipt(tx, session, { changeId, mpxn: record.mpxn, locale });
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
