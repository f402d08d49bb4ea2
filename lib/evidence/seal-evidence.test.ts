import { expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import type { ConfirmationEvidence } from '@/lib/db/generated/client';
import { plantReidentification } from '@/lib/db/testing/plant-record';
import { withTestDatabase } from '@/lib/db/testing/with-test-database';
import { inTransaction } from '@/lib/db/transaction';
import { decrypt } from '@/lib/platform/crypto';
import { activeKey } from '@/lib/platform/key-ring';
import { openEvidence } from './open-evidence';
import { sealEvidence } from './seal-evidence';

withTestDatabase('PGlite');

const evidence = {
  clientDataJSON: 'Y2xpZW50',
  authenticatorData: 'YXV0aA',
  signature: 'c2lnbmVk',
  publicKey: 'a2V5',
  algorithm: -7,
};

async function sealOne(): Promise<ConfirmationEvidence> {
  const { tokenRef } = await plantReidentification(db());
  await inTransaction((tx) => sealEvidence(tx, tokenRef, evidence));
  return db().confirmationEvidence.findUniqueOrThrow({ where: { tokenRef } });
}

test('evidence is opened as it was sealed', async () => {
  const { tokenRef } = await sealOne();
  expect(await openEvidence(tokenRef)).toEqual(evidence);
});

test('evidence that is put in the place of another confirmation’s is not opened', async () => {
  const [{ tokenRef }, { keyId, wrappedKey, sealed }] = [await sealOne(), await sealOne()];
  const data = { keyId, wrappedKey, sealed };
  await db().confirmationEvidence.update({ where: { tokenRef }, data });
  await expect(openEvidence(tokenRef)).rejects.toThrow();
});

test('a confirmation’s key is wrapped for that confirmation alone', async () => {
  const { tokenRef, wrappedKey } = await sealOne();
  const { tokenRef: other } = await sealOne();
  const open = (of: string) =>
    decrypt(activeKey('encryption').bytes, wrappedKey, `evidence-key:${of}`);
  expect(open(tokenRef)).toHaveLength(32);
  expect(() => open(other)).toThrow();
});

test('evidence is sealed under a key of its own: the key ring’s alone opens none', async () => {
  const { tokenRef, sealed } = await sealOne();
  const ring = activeKey('encryption').bytes;
  expect(() => decrypt(ring, sealed, `evidence:${tokenRef}`)).toThrow();
});
