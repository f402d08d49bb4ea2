import type { Tx } from '@/lib/db/database';
import { secondsFrom } from '@/lib/platform/clock';
import { LOST_PASSKEY_WAIT_S } from './mail-wait';

/**
 * Notes that a proven passkey went off these records on the word of an e-mail alone: for a day one made on
 * that word is not proven either. Else whoever has the mailbox would take the passkey off first and save
 * the wait.
 */
export async function noteMailRemoval(tx: Tx, irs: readonly string[], at: Date): Promise<void> {
  await tx.identityRecord.updateMany({
    where: { ir: { in: [...irs] } },
    data: { mailWaitUntil: secondsFrom(at, LOST_PASSKEY_WAIT_S) },
  });
}
