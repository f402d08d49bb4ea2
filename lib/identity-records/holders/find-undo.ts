import type { Db } from '@/lib/db/database';
import type { PasskeyUndo } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';

/**
 * An undo that can still remove its passkey from its record; null when it was used, has expired or is gone.
 */
export async function findUndo(db: Db, id: string): Promise<PasskeyUndo | null> {
  const undo = await db.passkeyUndo.findUnique({ where: { id } });
  if (!undo || undo.usedAt !== null || undo.expiresAt <= now()) return null;
  const placed = await db.recordCredential.findUnique({
    where: { ir_credentialId: { ir: undo.ir, credentialId: undo.credentialId } },
    include: { credential: true, identityRecord: true },
  });
  const isOn = placed !== null && placed.identityRecord.holderId === placed.credential.holderId;
  return isOn ? undo : null;
}
