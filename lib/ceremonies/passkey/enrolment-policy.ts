import { findOccupantRecords } from '@/lib/identity-records/occupancy/current-occupant';
import type { Db } from '@/lib/db/database';
import type { Credential } from '@/lib/db/generated/client';
import { secondsFrom } from '@/lib/platform/clock';
import { isProvedHere, type LoadedCeremony } from './ceremony';
import { isCreatorsFlow } from '@/lib/identity-records/holders/creators-flow';
import { isMailWaiting, LOST_PASSKEY_WAIT_S } from '@/lib/identity-records/holders/mail-wait';
import { provenOn, usableCredentials } from '@/lib/identity-records/holders/usable-credentials';

/** Whether this browser proved the record's e-mail in this ceremony. */
export function isMailProvedHere(ceremony: LoadedCeremony, browserHash: string): boolean {
  return ceremony.provedBy === 'magic_link' && isProvedHere(ceremony, browserHash);
}

/** Whether the ceremony is a flow of the record's creator. */
function isCreators({ reidentification }: LoadedCeremony): boolean {
  return isCreatorsFlow(reidentification, reidentification.identityRecord);
}

/**
 * Whether a passkey of another record may be offered: never on a record that has one of its own, which
 * is proved first, or had until an e-mail took it off less than a day ago. Otherwise in the creator's
 * flow, and in any other once the e-mail is proved. Else whoever holds a passkey at the same meter point
 * could take the record over.
 */
function mayOfferOthers(ceremony: LoadedCeremony, browserHash: string, at: Date): boolean {
  if (isMailWaiting(ceremony.reidentification.identityRecord, at)) return false;
  if (provenCredentials(ceremony, at).length > 0) return false;
  return isCreators(ceremony) || isMailProvedHere(ceremony, browserHash);
}

/**
 * The passkeys that an enrolment page first offers to use instead of a new one: the record's own, else
 * the proven ones of the same meter point's current occupant, on whichever organisation's record. The
 * record itself must be the current occupant's: a former one is never linked to the next household.
 */
export async function existingCredentials(
  db: Db,
  ceremony: LoadedCeremony,
  browserHash: string,
  at: Date,
): Promise<Credential[]> {
  const { identityRecord: record } = ceremony.reidentification;
  const own = usableCredentials(record, ceremony.reidentification, at);
  if (record.mpxn === null || !mayOfferOthers(ceremony, browserHash, at)) return own;
  const occupants = await findOccupantRecords(db, record.mpxn, at);
  if (!occupants.some((occupant) => occupant.ir === record.ir)) return own;
  const all = new Map(own.map((credential) => [credential.id, credential]));
  for (const occupant of occupants) {
    for (const credential of provenOn(occupant, at)) all.set(credential.id, credential);
  }
  return [...all.values()];
}

/**
 * What must be proved before a new passkey may be made on the record
 * (docs/api/passkeys.md#enrolling-needs-proof): a passkey that stands proven on it, whoever started; else its e-mail, in any flow but the
 * creator's; else nothing.
 */
export type RequiredProof = 'passkey' | 'email' | 'none';

export function requiredProof(ceremony: LoadedCeremony, at: Date): RequiredProof {
  if (provenCredentials(ceremony, at).length > 0) return 'passkey';
  const { emailHash } = ceremony.reidentification.identityRecord;
  return emailHash !== null && !isCreators(ceremony) ? 'email' : 'none';
}

export function provenCredentials(ceremony: LoadedCeremony, at: Date): Credential[] {
  return provenOn(ceremony.reidentification.identityRecord, at);
}

/** Whether this browser may enrol now. A lost passkey is made good by the e-mail. */
export function mayEnrol(ceremony: LoadedCeremony, browserHash: string, at: Date): boolean {
  return requiredProof(ceremony, at) === 'none' || isProvedHere(ceremony, browserHash);
}

/**
 * Whether an e-mail stood in for a passkey: the record has a proven one, or had until it was taken off on
 * the word of an e-mail less than a day ago. Else taking it off first would save the wait.
 */
export function replacesLost(ceremony: LoadedCeremony, browserHash: string, at: Date): boolean {
  if (!isMailProvedHere(ceremony, browserHash)) return false;
  const { identityRecord: record } = ceremony.reidentification;
  return requiredProof(ceremony, at) === 'passkey' || isMailWaiting(record, at);
}

/**
 * From when a passkey enrolled now counts as proven: at once with its proof or in the creator's own
 * flow, after a day in place of a lost one, and not at all (null) on trust alone.
 */
export function provenFrom(ceremony: LoadedCeremony, browserHash: string, at: Date): Date | null {
  if (replacesLost(ceremony, browserHash, at)) return secondsFrom(at, LOST_PASSKEY_WAIT_S);
  const proof = requiredProof(ceremony, at);
  if (proof === 'passkey') return at;
  const byMail = isMailProvedHere(ceremony, browserHash);
  return proof === 'email' || byMail || isCreators(ceremony) ? at : null;
}
