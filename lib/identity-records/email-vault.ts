import { db, type Db } from '@/lib/db/database';
import { decrypt, deriveKey, encrypt, hmacSha256 } from '@/lib/platform/crypto';
import { activeKey, allKeys, type RingKey } from '@/lib/platform/key-ring';
import { stableHash } from '@/lib/platform/stable-hash';
import { foldEmail, maskEmail } from '@/lib/vocabulary/email-address';
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

/** The hash by which a normalised address is looked up, whatever the case of its local part. */
export function foldedEmailHash(address: string): string {
  return lookupHash(activeKey('lookup'), foldEmail(address));
}

/** The columns that hold a normalised address: keyed hashes, a ciphertext with a key of its own, a mask. */
export function sealEmail(ir: string, recordKey: Uint8Array, address: string) {
  return {
    emailHash: lookupHash(activeKey('lookup'), address),
    emailFoldedHash: foldedEmailHash(address),
    mailboxHash: mailboxHash(address),
    emailCiphertext: encrypt(deriveKey(recordKey, 'email'), Buffer.from(address), `email:${ir}`),
    emailMask: maskEmail(address),
  };
}

/**
 * The hashes of exactly this normalised address, one per look-up key, retired keys included. What counts as
 * proved is compared by these, since mailboxes that differ in case may belong to two people.
 */
export function emailHashes(address: string): string[] {
  return allKeys('lookup').map((key) => lookupHash(key, address));
}

/**
 * What finds the records of a normalised address whatever the case of its local part. Those whose folded
 * hash is still to be made (`fold-stored-emails.ts`) are found by the exact address.
 */
export function emailLookup(address: string) {
  return {
    OR: [
      { emailFoldedHash: { in: emailHashes(foldEmail(address)) } },
      { emailHash: { in: emailHashes(address) } },
    ],
  };
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
  return openEmail(record.ir, key, record.emailCiphertext);
}

/** The address that `sealEmail` sealed. @throws when it was sealed for another record or by another key */
export function openEmail(ir: string, recordKey: Uint8Array, ciphertext: Uint8Array): string {
  return decrypt(deriveKey(recordKey, 'email'), ciphertext, `email:${ir}`).toString('utf8');
}
