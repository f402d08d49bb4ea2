import type { Mail } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { receiptDetailSchema } from '@/lib/mail/schemas';
import { issueConfirmedReceipt } from '@/lib/receipts/issue-confirmed-receipt';

/**
 * The receipt to attach to a mail that tells of a confirmed consent. It is issued at the first try and kept with the
 * mail, whose words are made from it, so that each further try is an equal mail.
 *
 * @returns a compact JWS; null when there is nothing to tell any more
 */
export async function confirmedReceipt({ id, subjectRef }: Mail): Promise<string | null> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM mails WHERE id = ${id} FOR UPDATE`;
    const mail = await tx.mail.findUniqueOrThrow({ where: { id }, select: { detail: true } });
    const { receipt: kept } = receiptDetailSchema.parse(mail.detail);
    if (kept !== undefined) return kept;
    const receipt = await issueConfirmedReceipt(tx, subjectRef);
    if (receipt !== null) await tx.mail.update({ where: { id }, data: { detail: { receipt } } });
    return receipt;
  });
}
