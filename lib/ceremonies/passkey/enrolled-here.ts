import type { Credential } from '@/lib/db/generated/client';
import { credentialsOn } from '@/lib/identity-records/holders/usable-credentials';
import type { LoadedCeremony } from './load-ceremony';

/**
 * The passkey that this ceremony has made and that is still on the record. Making it signed nothing, so it alone
 * may now confirm (docs/ceremonies.md#challenges). Null: none, or it was taken off again.
 */
export function findEnrolledHere(ceremony: LoadedCeremony): Credential | null {
  const { enrolledCredentialId: made, reidentification } = ceremony;
  const placed = credentialsOn(reidentification.identityRecord);
  return placed.find(({ id }) => id === made) ?? null;
}
