import { db, type Tx } from '@/lib/db/database';
import type { PasskeyUndo } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { mpxnEnding } from '@/lib/vocabulary/mpxn';
import { deleteOrphanHolder } from '@/lib/identity-records/holders/delete-orphan-holder';
import { recordsOfAddress } from '@/lib/identity-records/holders/enrolment-reach';
import { findUndo } from '@/lib/identity-records/holders/find-undo';
import { lockRecordsOfHolder } from '@/lib/identity-records/holders/lock-records';
import { noteMailRemoval } from '@/lib/identity-records/holders/note-mail-removal';
import { takeOffRecords } from '@/lib/identity-records/holders/take-off-records';
import { isProven, withCredentials } from '@/lib/identity-records/holders/usable-credentials';
import { now } from '@/lib/platform/clock';
import type { AskView } from '@/lib/ceremonies/dto';

/** A passkey that can still be taken off, with the organisation in whose flow it came, or null. */
export async function viewEnrolmentUndo(
  undoId: string,
): Promise<{ ask: AskView; addedAt: Date; sentTo: string | null } | null> {
  const undo = await findUndo(db(), undoId);
  if (!undo) return null;
  const account = await db().account.findUnique({ where: { id: undo.accountId } });
  const record = await db().identityRecord.findUnique({ where: { ir: undo.ir } });
  return {
    ask: {
      organisation: account?.displayName ?? '',
      meterPointEnding: record?.mpxn ? mpxnEnding(record.mpxn) : '',
      returnHost: null,
      // What was asked for then is over; this link takes a passkey off.
      isOfPortal: false,
      isBound: false,
      request: null,
      proposal: null,
    },
    addedAt: undo.createdAt,
    sentTo: record?.emailMask ?? null,
  };
}

/** Puts records back to the holders that they had before the passkey came. */
async function putBack(tx: Tx, undos: readonly PasskeyUndo[]): Promise<Set<string>> {
  const back = new Set<string>();
  for (const { ir, formerHolderId } of undos) {
    if (formerHolderId === null || back.has(ir)) continue;
    const former = await tx.holder.findUnique({ where: { id: formerHolderId } });
    if (!former) continue;
    await tx.identityRecord.update({ where: { ir }, data: { holderId: former.id } });
    back.add(ir);
  }
  return back;
}

/**
 * Takes a passkey off again on the word of the address that was told of it: off the records that store the
 * address and no others, which go back to the holder that they had. False when that was done already.
 */
export async function undoEnrolment(undoId: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    const asked = await tx.passkeyUndo.findUnique({ where: { id: undoId } });
    if (!asked) return false;
    await lockRecordsOfHolder(tx, asked.ir);
    const undo = await findUndo(tx, undoId);
    const record = await tx.identityRecord.findUnique({
      where: { ir: asked.ir },
      include: withCredentials,
    });
    const credential = await tx.credential.findUnique({ where: { id: asked.credentialId } });
    if (!undo || !record || !credential) return false;
    const at = now();
    const records = await recordsOfAddress(tx, record);
    const where = {
      credentialId: credential.id,
      ir: { in: records.map(({ ir }) => ir) },
      usedAt: null,
    };
    const undos = await tx.passkeyUndo.findMany({ where, orderBy: { createdAt: 'desc' } });
    if (isProven(credential, at)) {
      await noteMailRemoval(
        tx,
        records.map(({ ir }) => ir),
        at,
      );
    }
    await putBack(tx, undos);
    await tx.passkeyUndo.updateMany({ where, data: { usedAt: at } });
    await takeOffRecords(tx, credential, records, 'mailed undo');
    await deleteOrphanHolder(tx, credential.holderId, {
      ...{ accountId: undo.accountId, ir: undo.ir, by: 'mailed undo' },
    });
    return true;
  });
}
