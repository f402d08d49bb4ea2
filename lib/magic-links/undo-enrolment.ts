import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { mpxnEnding } from '@/lib/meter-points/mpxn';
import { noteMailRemoval } from '@/lib/passkeys/note-mail-removal';
import { now } from '@/lib/platform/clock';
import type { AskView } from '@/lib/reidentification/dto';

/** A passkey that can still be taken off, with the organisation in whose flow it was made, or null. */
export async function findUndo(
  credentialId: string,
): Promise<{ ask: AskView; addedAt: Date } | null> {
  const credential = await db().credential.findUnique({ where: { id: credentialId } });
  if (!credential) return null;
  const account = await db().account.findUnique({ where: { id: credential.enrolledByAccount } });
  const record = await db().identityRecord.findUnique({ where: { ir: credential.enrolledForIr } });
  return {
    ask: {
      organisation: account?.displayName ?? '',
      meterPointEnding: record?.mpxn ? mpxnEnding(record.mpxn) : '',
      returnHost: null,
    },
    addedAt: credential.registeredAt,
  };
}

/** Takes the passkey off again; false when it is gone already. */
export async function undoEnrolment(credentialId: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const credential = await tx.credential.findUnique({ where: { id: credentialId } });
    const { count } = await tx.credential.deleteMany({ where: { id: credentialId } });
    if (!credential || count !== 1) return false;
    await noteMailRemoval(tx, credential, now());
    await recordAudit(tx, {
      type: 'credential.removed',
      accountId: credential.enrolledByAccount,
      ir: credential.enrolledForIr,
      detail: { credential: credentialId, by: 'mailed undo' },
    });
    return true;
  });
}
