import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import { plantReidentification } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { loadCeremony, lockCredential, type LoadedCeremony } from './load-ceremony';
import { withCredentials } from '@/lib/identity-records/holders/usable-credentials';

const withAll = {
  reidentification: {
    include: {
      account: true,
      identityRecord: { include: { ...withCredentials, account: true } },
    },
  },
} as const;

/** A ceremony with its passkeys in one order: neither way of loading promises any. */
function inOrder(ceremony: LoadedCeremony | null): LoadedCeremony | null {
  ceremony?.reidentification.identityRecord.credentials.sort((a, b) =>
    a.credentialId.localeCompare(b.credentialId),
  );
  return ceremony;
}

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  /** A ceremony in which nothing is left empty, of a record whose holder has so many passkeys. */
  async function plant(passkeys: number) {
    const asked = await plantReidentification(db(), {
      method: 'passkey_register',
      confirmedBy: 'magic_link',
      outcome: 'confirmed',
      outcomeAt: now(),
    });
    const record = await db().identityRecord.update({
      where: { ir: asked.ir },
      data: { moveInDate: new Date('2024-03-01'), piiCiphertext: new Uint8Array([0, 255, 92]) },
    });
    const credentials = Array.from({ length: passkeys }, () => ({
      ...{ id: newId('cred'), holderId: record.holderId ?? '', webauthnId: newId('cred') },
      ...{ publicKey: new Uint8Array([1, 2, 3]), counter: 2n ** 32n, transports: ['usb', 'nfc'] },
      ...{ backupEligible: true, backedUp: false, aaguid: 'none', enrolledForIr: asked.ir },
      ...{ enrolledByAccount: asked.accountId, registeredAt: now(), provenAt: now() },
    }));
    await db().credential.createMany({ data: credentials });
    await db().recordCredential.createMany({
      data: credentials.map(({ id }) => ({
        ...{ ir: asked.ir, credentialId: id, alias: newId('cred') },
        ...{ registeredAt: now(), lastUsedAt: now() },
      })),
    });
    const id = newId('cer');
    const fields = { sessionHash: id, tokenRef: asked.tokenRef, createdAt: now() };
    await db().ceremony.create({
      data: { id, ...fields, provedBy: 'passkey_assert', provedAt: now(), provedBrowser: 'b' },
    });
    return { id, ir: asked.ir, credential: credentials[0]?.id ?? '' };
  }

  test.each([0, 1, 3])(
    'a ceremony with %i passkeys is loaded as the client loads it, field by field',
    async (passkeys) => {
      const { id } = await plant(passkeys);
      const expected = inOrder(await db().ceremony.findUnique({ where: { id }, include: withAll }));
      expect(expected).not.toBeNull();
      expect(inOrder(await loadCeremony(db(), 'id', id))).toEqual(expected);
      expect(inOrder(await loadCeremony(db(), 'session_hash', id))).toEqual(expected);
      const inside = await inTransaction((tx) => loadCeremony(tx, 'id', id));
      expect(inOrder(inside)).toEqual(expected);
    },
  );

  test('a record without a holder, and no ceremony at all', async () => {
    const { id, ir } = await plant(0);
    await db().identityRecord.update({ where: { ir }, data: { holderId: null } });
    const loaded = await loadCeremony(db(), 'id', id);
    expect(loaded).toEqual(await db().ceremony.findUnique({ where: { id }, include: withAll }));
    expect(await loadCeremony(db(), 'id', newId('cer'))).toBeNull();
  });

  test('a passkey is locked as the client reads it', async () => {
    const { credential: id } = await plant(2);
    const expected = await db().credential.findUnique({ where: { id }, include: { holder: true } });
    expect(await inTransaction((tx) => lockCredential(tx, id))).toEqual(expected);
    expect(await inTransaction((tx) => lockCredential(tx, newId('cred')))).toBeNull();
  });
});
