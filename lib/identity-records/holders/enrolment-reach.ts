import type { Db } from '@/lib/db/database';
import { decryptEmail, emailHashes } from '@/lib/identity-records/email-vault';
import { credentialsOn, withCredentials, type RecordWithCredentials } from './usable-credentials';

/** Who vouches for a passkey being made or removed. */
export type Word =
  /** Proof of a proven passkey of the holder, by its id; of several, whichever it was. */
  | { of: 'passkey'; credentialIds: readonly string[] }
  /** Proof of the address that is stored on the record. */
  | { of: 'address' }
  /** The account in whose flow it happens, without any proof of the customer's. */
  | { of: 'account'; accountId: string };

/** The records of one holder that a passkey comes to. */
export interface EnrolmentReach {
  /** The record of the flow first. */
  records: RecordWithCredentials[];
  /** The holder has further records: those reached part from it, into a holder of their own. */
  isParting: boolean;
}

/** The records of `record`'s holder that store its e-mail address, `record` included. */
export async function recordsOfAddress(
  db: Db,
  record: RecordWithCredentials,
): Promise<RecordWithCredentials[]> {
  const others = await otherRecords(db, record);
  if (record.emailHash === null || others.length === 0) return [record];
  const hashes = new Set(emailHashes(await decryptEmail(record, db)));
  return [record, ...others.filter(({ emailHash }) => hashes.has(emailHash ?? ''))];
}

async function otherRecords(
  db: Db,
  { ir, holderId }: RecordWithCredentials,
): Promise<RecordWithCredentials[]> {
  if (holderId === null) return [];
  return db.identityRecord.findMany({
    where: { holderId, ir: { not: ir } },
    orderBy: { ir: 'asc' },
    include: withCredentials,
  });
}

/**
 * Which records of its holder a new passkey comes to
 * (docs/api/passkeys.md#no-organisation-reaches-past-its-own-records). With proof of a proven passkey: those on which that passkey is. On the word of an address:
 * those that store it. On the word of an account: the record of the flow, and the holder's others where
 * all of them are that account's own.
 */
export async function enrolmentReach(
  db: Db,
  record: RecordWithCredentials,
  word: Word,
): Promise<EnrolmentReach> {
  const others = await otherRecords(db, record);
  switch (word.of) {
    case 'passkey': {
      const proving = new Set(word.credentialIds);
      const shared = others.filter((other) =>
        credentialsOn(other).some(({ id }) => proving.has(id)),
      );
      return { records: [record, ...shared], isParting: false };
    }
    case 'address': {
      const records = await recordsOfAddress(db, record);
      return { records, isParting: records.length <= others.length };
    }
    case 'account': {
      const isOnlyTheirs = [record, ...others].every(
        ({ accountId }) => accountId === word.accountId,
      );
      return isOnlyTheirs
        ? { records: [record, ...others], isParting: false }
        : { records: [record], isParting: others.length > 0 };
    }
  }
}
