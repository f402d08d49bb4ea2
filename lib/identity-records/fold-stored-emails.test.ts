import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import { plantRecord } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { newId } from '@/lib/platform/ids';
import { keyRingFile, writeKeyRingFile } from '@/lib/platform/key-ring-file';
import { generateKeyRing, parseKeyRing } from '@/lib/platform/key-ring-shape';
import { forgetProcess } from '@/lib/platform/testing/forget-process';
import { findIdentityRecords } from './read-identity-record';
import { sealEmail } from './email-vault';
import { foldStoredEmails } from './fold-stored-emails';
import { newRecordKey } from './record-key';

/** A record as versions before this one stored it. */
async function plantOld(address: string) {
  const ir = newId('ir');
  const { key, row } = newRecordKey(ir);
  const sealed = { ...sealEmail(ir, key, address), emailFoldedHash: null };
  return plantRecord(db(), { ir, ...sealed, recordKey: { create: row } });
}

const foldedHash = async (ir: string) =>
  (await db().identityRecord.findUniqueOrThrow({ where: { ir } })).emailFoldedHash;

async function isFound(record: { ir: string; accountId: string }, email: string) {
  const found = await findIdentityRecords(record.accountId, { email });
  return found.some(({ ir }) => ir === record.ir);
}

describe.each(testDatabases)('records stored before look-ups folded case, on %s', (kind) => {
  withTestDatabase(kind);

  test('are found by the exact address, and then by any case', async () => {
    const old = await plantOld('Jo.Bloggs@example.com');
    expect(await isFound(old, 'Jo.Bloggs@example.com')).toBe(true);
    expect(await isFound(old, 'jo.bloggs@example.com')).toBe(false);
    expect(await foldStoredEmails()).toBe(1);
    for (const spelling of ['Jo.Bloggs', 'jo.bloggs', 'JO.BLOGGS']) {
      expect(await isFound(old, `${spelling}@example.com`), spelling).toBe(true);
    }
    expect(await isFound(old, 'jo.blogs@example.com')).toBe(false);
    expect(await foldStoredEmails()).toBe(0);
  });

  test('are all brought over, more than one batch, and by two processes at once', async () => {
    const olds = await Promise.all(
      Array.from({ length: 250 }, (_, index) => plantOld(`Customer.${index}@example.com`)),
    );
    await Promise.all([foldStoredEmails(), foldStoredEmails()]);
    for (const old of olds) expect(await foldedHash(old.ir)).not.toBeNull();
    expect(await foldStoredEmails()).toBe(0);
  });

  test('are left where nobody has their key, and do not keep the others from it', async () => {
    const file = keyRingFile() ?? '';
    const ring = fs.readFileSync(file, 'utf8');
    writeKeyRingFile(file, generateKeyRing(new Date()));
    forgetProcess(['key-ring']);
    const foreign = await Promise.all(
      Array.from({ length: 120 }, () => plantOld('Lost@example.com')),
    );
    writeKeyRingFile(file, parseKeyRing(ring, file));
    forgetProcess(['key-ring']);
    const own = await Promise.all(Array.from({ length: 30 }, () => plantOld('Own@example.com')));
    expect(await foldStoredEmails()).toBe(own.length);
    expect(await foldedHash(foreign[0]?.ir ?? '')).toBeNull();
    await db().identityRecord.deleteMany({ where: { ir: { in: foreign.map(({ ir }) => ir) } } });
  });

  test('wait for the next start where a stop comes between', async () => {
    const old = await plantOld('Late@example.com');
    expect(await foldStoredEmails(() => true)).toBe(0);
    expect(await foldedHash(old.ir)).toBeNull();
    expect(await foldStoredEmails()).toBe(1);
  });
});
