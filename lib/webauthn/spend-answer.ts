import type { ChallengePurpose } from '@/lib/db/generated/client';
import { spendChallenge, type ChallengeScope, type SpentChallenge } from './challenges';
import { readClientData } from './client-data';
import type { Refusal } from './dto';
import type { WebauthnResponse } from './schemas';

export interface SpentAnswer<Purpose extends ChallengePurpose> extends SpentChallenge {
  result: 'spent';
  purpose: Purpose;
  challenge: string;
}

/**
 * What comes first with every answer of a device, whichever page asked and whatever the answer is worth:
 * its challenge is spent, which must be of this scope and browser and for one of `purposes`; then one from
 * a page that another site frames is refused.
 */
export async function spendAnswer<Purpose extends ChallengePurpose>(
  response: WebauthnResponse,
  scope: ChallengeScope,
  purposes: readonly Purpose[],
): Promise<SpentAnswer<Purpose> | Refusal<'challenge' | 'verification'>> {
  const clientData = readClientData(response);
  if (!clientData) return { result: 'problem', problem: 'verification' };
  const { challenge, isFramed } = clientData;
  const spent = await spendChallenge(scope, challenge);
  const purpose = purposes.find((known) => known === spent?.purpose);
  if (!spent || !purpose) return { result: 'problem', problem: 'challenge' };
  if (isFramed) return { result: 'problem', problem: 'verification' };
  return { result: 'spent', purpose, challenge, userHandle: spent.userHandle };
}
