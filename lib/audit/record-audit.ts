import type { Db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';

/** Every kind of audit event, `<what>.<what happened>`. */
export type AuditEventType =
  | 'account.created'
  | 'account.updated'
  | 'account.suspended'
  | 'account.reactivated'
  | 'account.terminated'
  | 'account.redirect-urls'
  | 'account.redirect-host'
  | 'account.secret-rotated'
  | 'token.issued'
  | 'identity-record.created'
  | 'identity-record.anonymised'
  | 'identity-record.voided'
  | 'identity-record.exists'
  | 'identity-record.linked'
  | 'identity-record.parted'
  | 'reidentification.asked'
  | 'reidentification.started'
  | 'reidentification.confirmed'
  | 'reidentification.declined'
  | 'reidentification.return-code'
  | 'credential.registered'
  | 'credential.removed'
  | 'credential.proven'
  | 'credential.counter'
  | 'credential.backup-eligibility'
  | 'credential.named'
  | 'email-proof.started'
  | 'email-proof.failed'
  | 'email-proof.confirmed'
  | 'portal.mail-asked'
  | 'portal.code-failed'
  | 'portal.signed-in'
  | 'portal.signed-out'
  | 'portal.meter-point-chosen'
  | 'portal.opened-first'
  | 'portal.downloaded'
  | 'console.secret-proved'
  | 'console.signed-in'
  | 'console.signed-out'
  | 'console.proved-again'
  | 'console.passkey-added'
  | 'console.passkey-counter'
  | 'console.passkey-backup-eligibility'
  | 'console.passkeys-reset'
  | 'access-record.registered'
  | 'access-record.replaced'
  | 'access-record.revoked'
  | 'access-record.expired'
  | 'access-record.superseded'
  | 'access-record.discovered'
  | 'meter-point.looked-up'
  | 'tenancy.changed'
  | 'webhook.created'
  | 'webhook.changed'
  | 'webhook.secret-rotated'
  | 'webhook.disabled'
  | 'webhook.deleted'
  | 'webhook.replayed'
  | 'mail.sent'
  | 'mail.failed';

export interface AuditInput {
  type: AuditEventType;
  /** The account that acted or asked. */
  accountId?: string | null;
  ak?: string | null;
  ir?: string | null;
  tokenRef?: string | null;
  /** Facts without personal data: no address, meter point, secret or token. */
  detail?: Record<string, string | number | boolean | null>;
}

/**
 * Appends an audit event in the transaction that it records, or by itself where nothing else is written;
 * the sealer chains it within a minute.
 */
export async function recordAudit(db: Db, event: AuditInput): Promise<void> {
  await db.auditEvent.create({
    data: {
      eventId: newId('aud'),
      at: now(),
      eventType: event.type,
      accountId: event.accountId ?? null,
      ak: event.ak ?? null,
      ir: event.ir ?? null,
      tokenRef: event.tokenRef ?? null,
      detail: event.detail ?? {},
    },
  });
}
