import { revokeAccessRecord } from '@/lib/access-records/revoke-access-record';
import type { Tx } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { queueMail } from '@/lib/mail/queue-mail';
import { ConflictError, ForbiddenError, NotFoundError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/locale';
import { findReceiptAddressee } from './find-receipt-addressee';
import { findSeenRecord } from './seen-records';
import { findCustomer } from './stays';
import type { WithdrawalReason } from './schemas';

export type Withdrawal = 'withdrawn' | 'unknown' | 'not-possible';

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
 * Withdraws the customer's consent: the one revocation that the API knows too, at once and everywhere
 * (docs/api/access-records.md#revoking), with the customer as who did it. A repeat changes nothing and mails
 * nothing.
 */
export async function withdrawConsent(
  session: PortalSession,
  recordId: string,
  { reason, locale }: { reason: WithdrawalReason | null; locale: Locale },
): Promise<Withdrawal> {
  const found = await findSeenRecord(session, recordId);
  if (!found) return 'unknown';
  const { ak, mpxn, revokedAt } = found.row;
  if (revokedAt !== null) return 'not-possible';
  try {
    await revokeAccessRecord(
      {
        role: 'customer',
        id: null,
        ir: session.ir,
        findCustomer: (tx, at) => findCustomer(tx, session, at),
        whenRevoked: (tx, changeId) => mailReceipt(tx, session, { changeId, mpxn, locale }),
      },
      ak,
      reason === null ? {} : { reason },
    );
  } catch (error) {
    if (error instanceof NotFoundError) return 'unknown';
    if (error instanceof ForbiddenError || error instanceof ConflictError) return 'not-possible';
    throw error;
  }
  return 'withdrawn';
}
