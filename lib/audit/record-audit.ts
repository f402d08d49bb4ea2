import type { Db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import type { AuditEventType } from './dto';

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
