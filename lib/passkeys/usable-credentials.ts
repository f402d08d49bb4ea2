import type { Credential, Holder, IdentityRecord } from '@/lib/db/generated/client';

export type RecordWithCredentials = IdentityRecord & {
  holder: (Holder & { credentials: Credential[] }) | null;
};

/** What to load with a record so that its passkeys can be judged. */
export const withCredentials = { holder: { include: { credentials: true } } } as const;

export function isProven(credential: Credential, at: Date): boolean {
  return credential.provenAt !== null && credential.provenAt <= at;
}

/**
 * The passkeys that `accountId` may have asserted on `record`: every proven one, and an unproven one
 * only in a flow of the account that enrolled it, or of the record's creator on that very record.
 */
export function usableCredentials(
  record: RecordWithCredentials,
  accountId: string,
  at: Date,
): Credential[] {
  return (record.holder?.credentials ?? []).filter(
    (credential) =>
      isProven(credential, at) ||
      credential.enrolledByAccount === accountId ||
      (record.accountId === accountId && credential.enrolledForIr === record.ir),
  );
}
