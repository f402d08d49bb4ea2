import { randomBytes } from 'node:crypto';
import type { Db } from '@/lib/db/database';
import { decrypt, encrypt } from '@/lib/platform/crypto';
import { activeKey, requireStoredKey } from '@/lib/platform/key-ring';

/** A new record's own key and the row that keeps it, wrapped by the key ring. */
export function newRecordKey(ir: string) {
  const key = randomBytes(32);
  const wrapping = activeKey('encryption');
  return {
    key: new Uint8Array(key),
    row: { keyId: wrapping.id, wrappedKey: encrypt(wrapping.bytes, key, `record-key:${ir}`) },
  };
}

/** The key of `ir`, or null once anonymising destroyed it. */
export async function findRecordKey(db: Db, ir: string): Promise<Uint8Array | null> {
  const row = await db.recordKey.findUnique({ where: { ir } });
  return row ? unwrapRecordKey(ir, row) : null;
}

export function unwrapRecordKey(
  ir: string,
  row: { keyId: string; wrappedKey: Uint8Array },
): Uint8Array {
  const wrapping = requireStoredKey('encryption', row.keyId);
  return decrypt(wrapping.bytes, row.wrappedKey, `record-key:${ir}`);
}
