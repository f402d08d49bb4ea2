import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { isOverdueSql } from './state';

const BATCH = 200;

interface Due {
  ak: string;
  account_id: string;
  expiry: Date;
}

async function expireBatch(tx: Tx, at: Date): Promise<number> {
  const due = await tx.$queryRaw<Due[]>`
    SELECT ak, account_id, expiry FROM access_records
    WHERE ${isOverdueSql(at)}
    ORDER BY expiry LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
  for (const { ak, account_id: accountId, expiry } of due) {
    await tx.accessRecord.update({
      where: { ak },
      data: {
        state: 'EXPIRED',
        changes: {
          create: { id: newId('evt'), at: expiry, state: 'EXPIRED', cause: 'expired', accountId },
        },
      },
    });
    await recordAudit(tx, { type: 'access-record.expired', accountId, ak });
  }
  return due.length;
}

/**
 * Persists and audits what reads EXPIRED already, and answers how many. Readers never wait for it; run
 * twice, or in two processes at once, it does everything once.
 */
export async function expireAccessRecords(): Promise<number> {
  const at = now();
  let expired = 0;
  for (;;) {
    const batch = await inTransaction((tx) => expireBatch(tx, at));
    expired += batch;
    if (batch < BATCH) return expired;
  }
}
