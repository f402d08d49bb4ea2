import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import type { Mail } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { normaliseEmail } from '@/lib/vocabulary/email-address';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { addressMail } from './address-mail';
import type { AddressedMail } from './addressed-mail';
import { MailNotSentError } from './mail-not-sent-error';
import { countMail } from '@/lib/mail/mail-metrics';
import { mailLocaleSchema } from '@/lib/mail/schemas';
import type { MailFrame } from '@/lib/mail/templates/mail-frame';
import { renderMail } from '@/lib/mail/templates/render-mail';
import { chooseTransport } from '@/lib/mail/transports/choose-transport';
import { MailTransportError } from '@/lib/mail/transports/mail-transport-error';

function mailFrame(): MailFrame {
  const { RP_NAME: en, RP_NAME_CY: cy, ORIGIN, OPERATOR_NAME: name, OPERATOR_PHONE: phone } = env();
  const address = env().OPERATOR_CONTACT?.replace(/^(?:mailto:|tel:|https:\/\/)/, '');
  const contact = [address, phone].filter((way) => way !== undefined).join(', ');
  const operator = name !== undefined && address !== undefined ? { name, contact } : null;
  return { names: { en, cy }, origin: ORIGIN, operator };
}

export type MailOutcome = 'sent' | 'skipped' | 'failed';

async function hand(mail: Mail, addressed: AddressedMail): Promise<void> {
  const transport = chooseTransport();
  const to = normaliseEmail(addressed.to);
  // Stored addresses are normalised; one that is not could name several recipients.
  if (to === null) throw new MailTransportError(transport.name, null, true);
  const locale = mailLocaleSchema.parse(mail.locale);
  const rendered = await renderMail(addressed.facts, { locale, frame: mailFrame() });
  const { attachments } = addressed;
  await transport.send({ id: mail.id, to, ...rendered, ...(attachments ? { attachments } : {}) });
}

/** Writes down how it ended, once; the audit leaves out the address and the record. */
async function settle(
  mail: Mail,
  addressed: AddressedMail | null,
  ending: { sentAt: Date } | { failedAt: Date; lastError: string },
): Promise<void> {
  const isSent = 'sentAt' in ending;
  const isSettledHere = await inTransaction(async (tx) => {
    const { count } = await tx.mail.updateMany({
      where: { id: mail.id, sentAt: null, failedAt: null },
      data: isSent ? { ...ending, lastError: null } : ending,
    });
    if (count === 0) return false;
    await recordAudit(tx, {
      type: isSent ? 'mail.sent' : 'mail.failed',
      accountId: addressed?.accountId ?? null,
      tokenRef: addressed?.tokenRef ?? null,
      detail: {
        mail: mail.id,
        kind: mail.kind,
        ...(isSent ? {} : { reason: ending.lastError }),
      },
    });
    return true;
  });
  if (isSettledHere) countMail(mail.kind, isSent ? 'sent' : 'failed');
}

function describe(error: unknown): { reason: string; isFinal: boolean } {
  if (error instanceof MailTransportError) {
    return { reason: error.message, isFinal: error.isFinal };
  }
  return { reason: error instanceof Error ? error.name : 'unknown', isFinal: false };
}

/**
 * Sends a queued mail. Its link and code are made here and do not differ between tries. A mail that was dealt
 * with before or has become pointless is skipped.
 *
 * @returns `failed` when trying again is pointless, or `isLastTry` says that nobody will
 * @throws {MailNotSentError} when it should be tried again
 */
export async function sendMail(
  mailId: string,
  { isLastTry = false }: { isLastTry?: boolean } = {},
): Promise<MailOutcome> {
  const mail = await db().mail.findUnique({ where: { id: mailId } });
  if (!mail || mail.sentAt || mail.failedAt) return 'skipped';
  let addressed: AddressedMail | null = null;
  try {
    addressed = await addressMail(mail);
    if (!addressed) return 'skipped';
    await hand(mail, addressed);
  } catch (error) {
    const { reason, isFinal } = describe(error);
    log().warn({ mailId, kind: mail.kind, reason, err: error }, 'mail not sent');
    if (isFinal || isLastTry) {
      await settle(mail, addressed, { failedAt: now(), lastError: reason });
      return 'failed';
    }
    await db().mail.updateMany({ where: { id: mailId }, data: { lastError: reason } });
    // Without a cause: the queue keeps what is thrown, and a foreign error may quote the address.
    throw new MailNotSentError(mailId, reason);
  }
  await settle(mail, addressed, { sentAt: now() });
  return 'sent';
}
