import type { Tx } from '@/lib/db/database';
import { enqueue } from '@/lib/db/queue';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { activeKey } from '@/lib/platform/key-ring';
import type { MailLocale, WebhookDisabledDetail } from './schemas';

interface ToCustomer {
  /** The Identity Record whose address it goes to. */
  ir: string;
  locale: MailLocale;
}

interface ToAlertAddress {
  ir: null;
  locale: MailLocale;
  subjectRef: string;
}

export type MailRequest =
  /** `subjectRef`: the token-ref. */
  | (ToCustomer & { kind: 'magic-link'; subjectRef: string })
  /** `subjectRef`: the e-mail proof's id. */
  | (ToCustomer & { kind: 'email-proof'; subjectRef: string })
  /** `subjectRef`: the id of the record's undo. */
  | (ToCustomer & { kind: 'passkey-added'; subjectRef: string })
  /** `subjectRef`: the portal sign-in's id. */
  | (ToCustomer & { kind: 'portal-sign-in'; subjectRef: string })
  /** To another occupant. `subjectRef`: the id of the session that opened the meter point. */
  | (ToCustomer & { kind: 'portal-opened'; subjectRef: string })
  /** `subjectRef`: the id of the change that withdrew the consent. */
  | (ToCustomer & { kind: 'withdrawal-receipt'; subjectRef: string })
  /** `subjectRef`: the id of the change by which an organisation replaced their record. */
  | (ToCustomer & { kind: 'record-changed'; subjectRef: string })
  /** `subjectRef`: the id of the record's undo. */
  | (ToCustomer & { kind: 'portal-passkey-added'; subjectRef: string })
  /** `subjectRef`: the credential's id. */
  | (ToCustomer & { kind: 'portal-passkey-removed'; subjectRef: string })
  /** To the operator. `subjectRef`: the account's id. */
  | {
      kind: 'redirect-host-added';
      ir: null;
      locale: MailLocale;
      subjectRef: string;
      detail: { host: string };
    }
  /** To a webhook's alert address. `subjectRef`: the wid. */
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
      // Settled now, so that a mail retried after a rotation still carries the same link.
      return { keyId: activeKey('link').id };
    case 'magic-link':
    case 'email-proof':
    case 'portal-sign-in':
    case 'portal-opened':
    case 'withdrawal-receipt':
    case 'record-changed':
    case 'portal-passkey-removed':
      return {};
  }
}

/**
 * Has a mail sent once the transaction commits. Row and job hold references only: the address, the
 * link, the code and the text are made when it is sent.
 */
export async function queueMail(tx: Tx, request: MailRequest): Promise<void> {
  const id = newId('mail');
  await tx.mail.create({
    data: {
      id,
      kind: request.kind,
      locale: request.locale,
      ir: request.ir,
      subjectRef: request.subjectRef,
      detail: detailOf(request),
      createdAt: now(),
    },
  });
  await enqueue(tx, 'send-mail', { mailId: id });
}
