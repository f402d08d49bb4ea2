import type { Tx } from '@/lib/db/database';
import type { Credential } from '@/lib/db/generated/client';
import { secondsFrom } from '@/lib/platform/clock';
import { LOST_PASSKEY_WAIT_S } from './enrolment-policy';
import { isProven } from './usable-credentials';

/**
 * Notes that a passkey was removed on the word of an e-mail alone: for a day one made on that word is not
 * proven either. Else whoever has the mailbox would remove the passkey first and save the wait.
 */
export async function noteMailRemoval(tx: Tx, credential: Credential, at: Date): Promise<void> {
  if (!isProven(credential, at)) return;
  await tx.holder.update({
    where: { id: credential.holderId },
    data: { mailWaitUntil: secondsFrom(at, LOST_PASSKEY_WAIT_S) },
  });
}
