import { db, type Db } from '@/lib/db/database';
import { decrypt, deriveKey, encrypt, hmacSha256 } from '@/lib/platform/crypto';
import { activeKey, allKeys, type RingKey } from '@/lib/platform/key-ring';
import { stableHash } from '@/lib/platform/stable-hash';
import { maskEmail } from './email-address';
import { findRecordKey } from './record-key';

function lookupHash(key: RingKey, address: string): string {
  const hash = hmacSha256(deriveKey(key.bytes, 'email-lookup'), address).toString('base64url');
  return `${key.id}.${hash}`;
}

/** One value for all spellings that most mail services put in one box: case, and what follows a plus. */
function mailboxHash(address: string): string {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  return stableHash('mailbox', `${local.replace(/\+.*$/u, '')}@${domain}`);
}

/** The columns that hold a normalised address: a keyed hash, a ciphertext with a key of its own, a mask. */
export function sealEmail(ir: string, recordKey: Uint8Array, address: string) {
  return {
    emailHash: lookupHash(activeKey('lookup'), address),
    mailboxHash: mailboxHash(address),
    emailCiphertext: encrypt(deriveKey(recordKey, 'email'), Buffer.from(address), `email:${ir}`),
    emailMask: maskEmail(address),
  };
}

/** The hashes under which a normalised address may be stored: one per look-up key, retired ones too. */
export function emailHashes(address: string): string[] {
  return allKeys('lookup').map((key) => lookupHash(key, address));
}

/**
 * The address of a record, for the mail's sender and nobody else.
 * @throws when the record was anonymised: its key is gone
 */
export async function decryptEmail(
  record: {
    ir: string;
    emailCiphertext: Uint8Array | null;
  },
  source: Db = db(),
): Promise<string> {
  const key = await findRecordKey(source, record.ir);
  if (!key || !record.emailCiphertext) throw new Error('this record holds no address');
  const plain = decrypt(deriveKey(key, 'email'), record.emailCiphertext, `email:${record.ir}`);
  return plain.toString('utf8');
}
