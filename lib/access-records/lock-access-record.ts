import type { Tx } from '@/lib/db/database';
import type { AccessRecord } from '@/lib/db/generated/client';
import { isId } from '@/lib/platform/ids';

/** The record of a key, its row locked until the transaction ends, or null. */
export async function lockAccessRecord(tx: Tx, ak: string): Promise<AccessRecord | null> {
  if (!isId('ak', ak)) return null;
  await tx.$queryRaw`SELECT 1 FROM access_records WHERE ak = ${ak} FOR UPDATE`;
  return tx.accessRecord.findUnique({ where: { ak } });
}
