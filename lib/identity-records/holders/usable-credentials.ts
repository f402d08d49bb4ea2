import type {
  Credential,
  Holder,
  IdentityRecord,
  RecordCredential,
} from '@/lib/db/generated/client';
import { isCreatorsFlow, type Flow } from './creators-flow';

export type PlacedCredential = RecordCredential & { credential: Credential };

export type RecordWithCredentials = IdentityRecord & {
  holder: Holder | null;
  credentials: PlacedCredential[];
};

/** What to load with a record so that its passkeys can be judged. */
export const withCredentials = {
  holder: true,
  credentials: { include: { credential: true } },
} as const;

/**
 * The passkeys that are on a record: those of the holder that it has now, oldest first. Passkeys of a
 * holder that it had before wait for an undo and count nowhere.
 */
export function placedCredentials(
  record: Pick<RecordWithCredentials, 'holderId' | 'credentials'>,
): PlacedCredential[] {
  return record.credentials
    .filter(({ credential }) => credential.holderId === record.holderId)
    .sort((a, b) => a.registeredAt.getTime() - b.registeredAt.getTime());
}

export function credentialsOn(
  record: Pick<RecordWithCredentials, 'holderId' | 'credentials'>,
): Credential[] {
  return placedCredentials(record).map(({ credential }) => credential);
}

export function isProven(credential: Credential, at: Date): boolean {
  return credential.provenAt !== null && credential.provenAt <= at;
}

/** The passkeys on a record that stand proven. */
export function provenOn(
  record: Pick<RecordWithCredentials, 'holderId' | 'credentials'>,
  at: Date,
): Credential[] {
  return credentialsOn(record).filter((credential) => isProven(credential, at));
}

/**
 * The passkeys that may be asserted on `record` in a flow: every proven one, and an unproven one only in
 * a flow of the account that enrolled it, or of the record's creator on that very record.
 */
export function usableCredentials(
  record: RecordWithCredentials,
  flow: Flow,
  at: Date,
): Credential[] {
  return credentialsOn(record).filter(
    (credential) =>
      isProven(credential, at) ||
      credential.enrolledByAccount === flow.accountId ||
      (isCreatorsFlow(flow, record) && credential.enrolledForIr === record.ir),
  );
}
