import { inTransaction } from '@/lib/db/transaction';
import { sha256 } from '@/lib/platform/crypto';
import { AlreadyEndedError, confirmReidentification } from '@/lib/ceremonies/end-reidentification';
import { isPending } from '@/lib/ceremonies/ending-view';
import { isProvedHere, lockCeremony, type LoadedCeremony } from './ceremony';

export type Finished = { result: 'confirmed'; location: string | null } | { result: 'not-proved' };

/**
 * Confirms an enrolment page's token-ref by the e-mail that this browser proved, without a passkey: the
 * way out for a device that cannot make one. @throws {AlreadyEndedError}
 */
export async function finishWithoutPasskey(
  ceremony: LoadedCeremony,
  browserId: string,
): Promise<Finished> {
  return inTransaction(async (tx): Promise<Finished> => {
    const locked = await lockCeremony(tx, ceremony);
    if (!isPending(locked.reidentification)) throw new AlreadyEndedError();
    if (!isProvedHere(locked, sha256(browserId)) || locked.provedBy !== 'magic_link') {
      return { result: 'not-proved' };
    }
    const location = await confirmReidentification(tx, locked.tokenRef, {
      confirmedBy: 'magic_link',
      assurance: 'proven',
      credentialId: null,
    });
    return { result: 'confirmed', location };
  });
}
