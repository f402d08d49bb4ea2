import { describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { plantAccount } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { inTransaction } from '@/lib/db/transaction';
import { processWide } from '@/lib/platform/process-wide';
import { verifySecret } from '@/lib/platform/secret-hash';
import { rotateSecret } from './rotate-secret';

describe.each(testDatabases)('rotating a secret on %s', (kind) => {
  withTestDatabase(kind);

  /** How many hashes are made or wait. */
  const hashing = () =>
    processWide('concurrency-limit.secret-hash', () => new Map<string, { inHand: number }>()).get(
      'all',
    )?.inHand ?? 0;

  test('locks nothing while the new one is hashed', async () => {
    const { id } = await plantAccount(db());
    // Enough to keep the new secret's own hash waiting for a while.
    const others = [1, 2].map(() =>
      verifySecret('of somebody else', { newest: null, replaced: null }),
    );
    const rotated = rotateSecret(id, { by: 'command-line' });
    await vi.waitFor(() => expect(hashing()).toBe(3));
    await inTransaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${id} FOR UPDATE NOWAIT`;
    });
    expect(hashing()).toBeGreaterThan(0);
    const secret = await rotated;
    await Promise.all(others);
    const { secretHash: newest } = await db().account.findUniqueOrThrow({ where: { id } });
    expect(await verifySecret(secret, { newest, replaced: null })).toBe('newest');
  });

  test('by two at once gives one new one, and the other is told so', async () => {
    const { id } = await plantAccount(db());
    const both = await Promise.allSettled(
      [1, 2].map(() => rotateSecret(id, { by: 'command-line' })),
    );
    const refused = both.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as { items: object[] }] : [],
    );
    expect(refused.map(({ items }) => items)).toEqual([
      [{ code: 'CON001', message: 'The secret key was replaced by somebody else just now.' }],
    ]);
  });
});
