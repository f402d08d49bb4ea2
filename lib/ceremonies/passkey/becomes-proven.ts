import type { Credential } from '@/lib/db/generated/client';
import { isProvedHere, kindOf, type LoadedCeremony } from './ceremony';
import { isCreatorsFlow } from '@/lib/identity-records/holders/creators-flow';
import { isMailProvedHere, provenCredentials } from './enrolment-policy';

/**
 * Whether something besides the passkey itself stands for the person in this ceremony, so that one that
 * was enrolled on trust becomes proven by being used (docs/api/passkeys.md#unproven-passkeys): a proven
 * passkey of the same holder, the address stored on the very record that it was enrolled for, or the word
 * of that record's creator in an enrolment of its own, where the record has no proven passkey that would
 * have to be proved first.
 */
export function isProvedBesides(
  ceremony: LoadedCeremony,
  browserHash: string,
  credential: Credential,
  at: Date,
): boolean {
  // One that waits its day is not shortened.
  if (credential.provenAt !== null || kindOf(ceremony) !== 'register') return false;
  const { reidentification: asked } = ceremony;
  const { identityRecord: record } = asked;
  if (isProvedHere(ceremony, browserHash) && ceremony.provedBy === 'passkey_assert') {
    return credential.holderId === record.holderId;
  }
  if (credential.enrolledForIr !== record.ir) return false;
  if (isMailProvedHere(ceremony, browserHash)) return true;
  return isCreatorsFlow(asked, record) && provenCredentials(ceremony, at).length === 0;
}
