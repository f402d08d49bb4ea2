import { afterEach, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { plantRecord, plantReidentification } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { now } from '@/lib/platform/clock';
import { activeKey } from '@/lib/platform/key-ring';
import { log } from '@/lib/platform/log';
import { reportLostKeys } from './report-lost-keys';

afterEach(() => vi.restoreAllMocks());

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  async function plantKept(keyId: string): Promise<void> {
    const { ir } = await plantRecord(db());
    await db().recordKey.create({ data: { ir, keyId, wrappedKey: new Uint8Array([1]) } });
  }

  test('a start says nothing of keys that the ring has, and names those that it has not', async () => {
    const logged = vi.spyOn(log(), 'error').mockReturnValue(undefined);
    await reportLostKeys();
    await plantKept(activeKey('encryption').id);
    await reportLostKeys();
    expect(logged).not.toHaveBeenCalled();
    await plantKept('enc-of-another-register');
    await plantKept('enc-of-another-register');
    await reportLostKeys();
    expect(logged.mock.calls).toEqual([
      [
        { keys: ['enc-of-another-register'], records: 2, of: 3 },
        'the key ring has not the keys of all Identity Records and evidence: those cannot be read',
      ],
    ]);
  });

  test('a start names the keys of evidence that the ring has not, too', async () => {
    const logged = vi.spyOn(log(), 'error').mockReturnValue(undefined);
    const { tokenRef } = await plantReidentification(db());
    const bytes = new Uint8Array([1]);
    const keyId = 'enc-of-former-evidence';
    await db().confirmationEvidence.create({
      data: { tokenRef, keyId, sealed: bytes, wrappedKey: bytes, digest: 'd', createdAt: now() },
    });
    await reportLostKeys();
    expect(logged.mock.calls[0]?.[0]).toMatchObject({
      keys: expect.arrayContaining([keyId]) as string[],
    });
  });
});
