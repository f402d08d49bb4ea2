import { expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { plantAccount } from '@/lib/db/testing/plant-record';
import { withTestDatabase } from '@/lib/db/testing/with-test-database';
import { now, secondsFrom } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import { findConsoleSession } from './find-console-session';

withTestDatabase('PGlite');

/** The token of a live session of a dashboard whose account has since become this. */
async function openThenChange(change: Partial<Pick<Account, 'status' | 'role'>>): Promise<string> {
  const { id } = await plantAccount(db());
  const [token, at] = [`token of ${id}`, now()];
  await db().consoleSession.create({
    data: {
      ...{ id, tokenHash: sha256(token), realm: 'data_user', accountId: id, provedBy: 'secret' },
      ...{ createdAt: at, lastSeenAt: at, authenticatedAt: at, expiresAt: secondsFrom(at, 60) },
    },
  });
  await db().account.update({ where: { id }, data: change });
  return token;
}

test('a session is found while its account is active and of the realm', async () => {
  expect(await findConsoleSession('data-user', await openThenChange({}))).not.toBeNull();
});

test.each([{ status: 'suspended' }, { status: 'terminated' }, { role: 'admin' }] as const)(
  'a session of an account that has become %o is over, even where nothing ended it',
  async (change) => {
    expect(await findConsoleSession('data-user', await openThenChange(change))).toBeNull();
  },
);
