import fs from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import { plantRecord } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { sha256 } from '@/lib/platform/crypto';
import { newId } from '@/lib/platform/ids';
import { activeKey } from '@/lib/platform/key-ring';
import { keyRingFile, writeKeyRingFile } from '@/lib/platform/key-ring-file';
import { generateKeyRing, parseKeyRing, rotateKeyRing } from '@/lib/platform/key-ring-shape';
import { forgetProcess } from '@/lib/platform/testing/forget-process';
import { decryptEmail, emailHashes, sealEmail } from './email-vault';
import { findRecordKey, newRecordKey, unwrapRecordKey } from './record-key';

const address = 'customer@example.com';

/** A record as creating one leaves it, with its address sealed under a key of its own. */
async function plantSealed() {
  const ir = newId('ir');
  const { key, row } = newRecordKey(ir);
  const record = await plantRecord(db(), {
    ir,
    ...sealEmail(ir, key, address),
    recordKey: { create: row },
  });
  return { ...record, key, row };
}

function rotate(purpose: 'lookup' | 'encryption'): void {
  const file = keyRingFile() ?? '';
  const ring = parseKeyRing(fs.readFileSync(file, 'utf8'), file);
  writeKeyRingFile(file, rotateKeyRing(ring, purpose, new Date()));
  forgetProcess(['key-ring']);
}

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  let sealed: Awaited<ReturnType<typeof plantSealed>>;
  beforeEach(async () => {
    sealed = await plantSealed();
  });

  const reread = () => db().identityRecord.findUniqueOrThrow({ where: { ir: sealed.ir } });

  test('an address reads back', async () => {
    expect(await decryptEmail(await reread())).toBe(address);
  });

  test('no column holds it, nor its unkeyed hash', async () => {
    const row = await reread();
    expect(row.emailMask).toBe('c*****r@example.com');
    const ciphertext = Buffer.from(row.emailCiphertext ?? []).toString('latin1');
    const stored = [row.emailHash, row.emailFoldedHash, row.mailboxHash, ciphertext];
    const guesses = [
      address,
      sha256(address),
      Buffer.from(sha256(address), 'hex').toString('base64url'),
    ];
    for (const column of stored) for (const guess of guesses) expect(column).not.toContain(guess);
  });

  test('one address in two records has one hash and two ciphertexts', async () => {
    const other = await plantSealed();
    expect(other.emailHash).toBe(sealed.emailHash);
    expect(other.emailCiphertext).not.toEqual(sealed.emailCiphertext);
  });

  test('spellings that reach one mailbox are told as one, and found apart', () => {
    const seal = (spelling: string) => sealEmail(sealed.ir, sealed.key, spelling);
    const spellings = [address, 'Customer@example.com', 'customer+energy@example.com'].map(seal);
    expect(new Set(spellings.map(({ mailboxHash }) => mailboxHash)).size).toBe(1);
    expect(new Set(spellings.map(({ emailHash }) => emailHash)).size).toBe(3);
    expect(seal('other@example.com').mailboxHash).not.toBe(sealed.mailboxHash);
  });

  test('a ciphertext moved to another record is refused', async () => {
    const other = await plantSealed();
    const moved = { ir: sealed.ir, emailCiphertext: other.emailCiphertext };
    await expect(decryptEmail(moved)).rejects.toThrow();
  });

  test('so is one moved together with its key', async () => {
    const other = await plantSealed();
    const { keyId, wrappedKey } = other.row;
    await db().recordKey.update({ where: { ir: sealed.ir }, data: { keyId, wrappedKey } });
    const moved = { ir: sealed.ir, emailCiphertext: other.emailCiphertext };
    await expect(decryptEmail(moved)).rejects.toThrow();
  });

  test('once its key is destroyed an address is gone', async () => {
    await db().recordKey.delete({ where: { ir: sealed.ir } });
    expect(await findRecordKey(db(), sealed.ir)).toBeNull();
    await expect(decryptEmail(sealed)).rejects.toThrow('holds no address');
  });

  test('a record without an address has none', async () => {
    await expect(decryptEmail({ ir: sealed.ir, emailCiphertext: null })).rejects.toThrow(
      'holds no address',
    );
  });

  describe('after a rotation', () => {
    test('of the look-up key an address is found under the old and the new', async () => {
      rotate('lookup');
      const later = await plantSealed();
      expect(later.emailHash).not.toBe(sealed.emailHash);
      expect(later.mailboxHash).toBe(sealed.mailboxHash);
      expect(emailHashes(address)).toEqual(
        expect.arrayContaining([sealed.emailHash, later.emailHash]) as string[],
      );
      expect(emailHashes('other@example.com')).not.toContain(sealed.emailHash);
    });

    test('of the encryption key old records still read, and new ones use the new', async () => {
      rotate('encryption');
      const later = await plantSealed();
      expect(later.row.keyId).toBe(activeKey('encryption').id);
      expect(later.row.keyId).not.toBe(sealed.row.keyId);
      expect(await decryptEmail(await reread())).toBe(address);
      expect(await decryptEmail(later)).toBe(address);
    });

    test('with the old key thrown away nothing is guessed', async () => {
      const file = keyRingFile() ?? '';
      const ring = fs.readFileSync(file, 'utf8');
      writeKeyRingFile(file, generateKeyRing(new Date()));
      forgetProcess(['key-ring']);
      await expect(decryptEmail(await reread())).rejects.toThrow('lost encryption key');
      writeKeyRingFile(file, parseKeyRing(ring, file));
      forgetProcess(['key-ring']);
      expect(await decryptEmail(await reread())).toBe(address);
    });
  });

  describe('the key of a record', () => {
    test('is its own', () => {
      const [a, b] = [newRecordKey('ir_1'), newRecordKey('ir_1')];
      expect(Buffer.from(a.key)).toHaveLength(32);
      expect(Buffer.from(a.key)).not.toEqual(Buffer.from(b.key));
    });

    test('is stored wrapped, and unwraps for its record alone', async () => {
      const { key, row } = sealed;
      expect(Buffer.from(row.wrappedKey).includes(Buffer.from(key))).toBe(false);
      expect(Buffer.from((await findRecordKey(db(), sealed.ir)) ?? [])).toEqual(Buffer.from(key));
      expect(() => unwrapRecordKey('ir_other', row)).toThrow();
    });
  });
});
