import type { Tx } from '@/lib/db/database';
import { notifyWorkers } from '@/lib/db/queue';
import { afterCommit } from '@/lib/db/transaction';
import { consumeLimits, countUses } from '@/lib/limits/consume-limits';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { activeKey } from '@/lib/platform/key-ring';
import { enqueueMail } from './enqueue-mail';
import { accountMailUse, mailUses, passkeyMailUse, portalMailUse, type Asker } from './mail-limits';
import { isAwaited } from './mail-priority';
import type { MailLocale, WebhookDisabledDetail } from './schemas';

interface ToCustomer {
  /** The Identity Record whose address it goes to. */
  ir: string;
  locale: MailLocale;
}

interface OfAccount {
  /** The account that causes the mail: it counts against its limits, or is refused by them. */
  causedBy: Asker;
}

interface OfAccountOrNot {
  /** The account that caused the mail; null when the customer or the operator did. */
  causedBy: Asker | null;
}

interface ToAlertAddress {
  ir: null;
  locale: MailLocale;
  subjectRef: string;
}

export type MailRequest =
  /** `subjectRef`: the token-ref. */
  | (ToCustomer & OfAccount & { kind: 'magic-link'; subjectRef: string })
  /** `subjectRef`: the e-mail proof's id. */
  | (ToCustomer & OfAccount & { kind: 'email-proof'; subjectRef: string })
  /** `subjectRef`: the id of the record's undo. */
  | (ToCustomer & OfAccount & { kind: 'passkey-added'; subjectRef: string })
  /** `subjectRef`: the portal sign-in's id. */
  | (ToCustomer & { kind: 'portal-sign-in'; subjectRef: string })
  /**
   * To another occupant; counts against the account of the record that opened the meter point, and no
   * limit of that account leaves it out. `subjectRef`: the id of the session that opened it.
   */
  | (ToCustomer & OfAccountOrNot & { kind: 'portal-opened'; subjectRef: string })
  /** To another occupant. `subjectRef`: the Identity Record that the operator voided. */
  | (ToCustomer & { kind: 'identity-record-voided'; subjectRef: string })
  /**
   * `subjectRef`: the id of the change that withdrew the consent; `receipt`: a compact JWS to attach. It is
   * signed before, so that a retried mail is the same mail.
   */
  | (ToCustomer & { kind: 'withdrawal-receipt'; subjectRef: string; receipt: string | null })
  /** `subjectRef`: the id of the change by which an organisation replaced their record. */
  | (ToCustomer & OfAccount & { kind: 'record-changed'; subjectRef: string })
  /** `subjectRef`: the access key of a consent that was registered without asking the customer. */
  | (ToCustomer & OfAccount & { kind: 'consent-not-asked'; subjectRef: string })
  /**
   * `subjectRef`: the token-ref of the confirmation with which the consent was registered. Its receipt is issued
   * when it is first tried. No limit of the account leaves it out.
   */
  | (ToCustomer & OfAccount & { kind: 'consent-confirmed'; subjectRef: string })
  /** `subjectRef`: the id of the record's undo. */
  | (ToCustomer & OfAccountOrNot & { kind: 'portal-passkey-added'; subjectRef: string })
  /** `subjectRef`: the credential's id. */
  | (ToCustomer & OfAccountOrNot & { kind: 'portal-passkey-removed'; subjectRef: string })
  /** To the operator. `subjectRef`: the account's id. */
  | (OfAccountOrNot & {
      kind: 'redirect-host-added';
      ir: null;
      locale: MailLocale;
      subjectRef: string;
      detail: { host: string };
    })
  /** To a webhook's alert address, whose limits its sender counts. `subjectRef`: the wid. */
  | (ToAlertAddress & { kind: 'webhook-undelivered'; detail: { eventId: string } })
  | (ToAlertAddress & {
      kind: 'webhook-disabled';
      detail: { reason: WebhookDisabledDetail['reason'] };
    });

function detailOf(request: MailRequest): Record<string, string> {
  switch (request.kind) {
    case 'redirect-host-added':
    case 'webhook-undelivered':
    case 'webhook-disabled':
      return request.detail;
    case 'passkey-added':
    case 'portal-passkey-added':
      // The key is chosen now, so that a mail that is retried after a rotation carries an equal
      // link.
      return { keyId: activeKey('link').id };
    case 'withdrawal-receipt':
      return request.receipt === null ? {} : { receipt: request.receipt };
    case 'magic-link':
    case 'email-proof':
    case 'portal-sign-in':
    case 'portal-opened':
    case 'identity-record-voided':
    case 'record-changed':
    case 'consent-not-asked':
    case 'consent-confirmed':
    case 'portal-passkey-removed':
      return {};
  }
}

/** Counts a mail to a record's address against its account, or against none. */
async function countToRecord(tx: Tx, ir: string, causedBy: Asker | null): Promise<void> {
  if (!causedBy) return;
  const record = await tx.identityRecord.findUniqueOrThrow({ where: { ir } });
  await consumeLimits(tx, mailUses(record, causedBy));
}

/** Counts a mail that tells of a passkey which the customer added in the portal. @throws {RateLimitError} */
async function countAddedPasskey(tx: Tx, ir: string): Promise<void> {
  const record = await tx.identityRecord.findUniqueOrThrow({ where: { ir } });
  await consumeLimits(tx, [passkeyMailUse(record, 'added')]);
}

/** Counts the mail against all its limits at once. @throws {RateLimitError} */
async function countMailUse(tx: Tx, request: MailRequest): Promise<void> {
  switch (request.kind) {
    case 'magic-link':
    case 'email-proof':
    case 'passkey-added':
    case 'record-changed':
    case 'consent-not-asked':
    case 'portal-passkey-removed':
      return countToRecord(tx, request.ir, request.causedBy);
    case 'portal-passkey-added':
      return request.causedBy
        ? countToRecord(tx, request.ir, request.causedBy)
        : countAddedPasskey(tx, request.ir);
    case 'portal-sign-in': {
      const record = await tx.identityRecord.findUniqueOrThrow({ where: { ir: request.ir } });
      return consumeLimits(tx, [portalMailUse(record)]);
    }
    case 'portal-opened':
      return request.causedBy ? countUses(tx, [accountMailUse(request.causedBy)]) : undefined;
    case 'consent-confirmed':
      return countUses(tx, [accountMailUse(request.causedBy)]);
    case 'redirect-host-added':
      return request.causedBy ? consumeLimits(tx, [accountMailUse(request.causedBy)]) : undefined;
    case 'identity-record-voided':
    case 'withdrawal-receipt':
    case 'webhook-undelivered':
    case 'webhook-disabled':
      return;
  }
}

/**
 * Has a mail sent once the transaction commits, and counts it against its limits there: what is not queued
 * is not counted. Row and job hold references only: the address, the link, the code and the text are made
 * when it is sent.
 *
 * One that somebody waits for is sent at once. Any other waits for the next poll, apart from the call that
 * caused it, whose time could otherwise tell a customer that somebody else is written to.
 *
 * @throws {RateLimitError} when a limit is spent; the caller lets it end the transaction, and with it all
 *   that the call has counted
 */
export async function queueMail(tx: Tx, request: MailRequest): Promise<void> {
  await countMailUse(tx, request);
  const id = newId('mail');
  const { kind, locale, ir, subjectRef } = request;
  await tx.mail.create({
    data: { id, kind, locale, ir, subjectRef, detail: detailOf(request), createdAt: now() },
  });
  await enqueueMail(tx, { id, kind });
  if (isAwaited({ kind })) afterCommit(tx, () => notifyWorkers('send-mail'));
}
