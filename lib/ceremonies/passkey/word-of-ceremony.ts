import { isProvedHere, type LoadedCeremony } from './ceremony';
import { isMailProvedHere, provenCredentials } from './enrolment-policy';
import type { Word } from '@/lib/identity-records/holders/enrolment-reach';

/** On whose word a passkey is made in a ceremony, as it stands in this browser. */
export function wordOfCeremony(ceremony: LoadedCeremony, browserHash: string, at: Date): Word {
  if (isMailProvedHere(ceremony, browserHash)) return { of: 'address' };
  if (isProvedHere(ceremony, browserHash)) {
    const credentialIds = provenCredentials(ceremony, at).map(({ id }) => id);
    return { of: 'passkey', credentialIds };
  }
  return { of: 'account', accountId: ceremony.reidentification.accountId };
}
