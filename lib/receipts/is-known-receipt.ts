import { db } from '@/lib/db/database';
import { receiptKeyRevokedAt } from '@/lib/platform/receipt-keys';
import { akOfPortalRecord } from '@/lib/vocabulary/portal-record-id';

/**
 * Whether the register issued the receipt of this digest, about the record of this portal id, before its key
 * leaked (docs/api/receipts.md#the-keys). It is told by the audit, which whoever stole a key cannot write.
 */
export async function isKnownReceipt(recordId: string, digest: string): Promise<boolean> {
  const ak = akOfPortalRecord(recordId);
  if (ak === null) return false;
  const event = await db().auditEvent.findFirst({
    where: { ak, eventType: 'receipt.issued', detail: { path: ['digest'], equals: digest } },
    orderBy: { sequence: 'asc' },
  });
  if (!event) return false;
  const { key } = event.detail as { key: string };
  const revokedAt = receiptKeyRevokedAt(key);
  return revokedAt === null || event.at < revokedAt;
}
