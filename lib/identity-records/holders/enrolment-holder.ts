import { randomBytes } from 'node:crypto';
import type { Db, Tx } from '@/lib/db/database';
import type { Holder } from '@/lib/db/generated/client';
import { enrolmentReach, type EnrolmentReach, type Word } from './enrolment-reach';
import { partFromHolder } from './part-from-holder';
import type { RecordWithCredentials } from './usable-credentials';

/**
 * The user handle that a device is given for a new passkey: the holder's, or a new one where the record will
 * part from its holder. Under the old handle the device would replace the former person's passkey by the new
 * one.
 */
export async function enrolmentUserHandle(
  db: Db,
  record: RecordWithCredentials,
  word: Word,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!record.holder) throw new Error('an anonymised record enrols nothing');
  const { isParting } = await enrolmentReach(db, record, word);
  return new Uint8Array(isParting ? randomBytes(32) : record.holder.userHandle);
}

/**
 * The holder that a new passkey belongs to: the record's own, or a new one that takes the reached records
 * along. Null when that is not what it was when the device was given its user handle.
 */
export async function holderOfEnrolment(
  tx: Tx,
  record: RecordWithCredentials,
  { records, isParting }: EnrolmentReach,
  userHandle: Uint8Array<ArrayBuffer>,
): Promise<Holder | null> {
  const { holder } = record;
  if (!holder || Buffer.from(holder.userHandle).equals(userHandle) === isParting) return null;
  return isParting ? partFromHolder(tx, records, userHandle) : holder;
}
