import type { z } from 'zod';
import { db } from '@/lib/db/database';
import type { Account, Prisma } from '@/lib/db/generated/client';
import type { listAccountsSchema } from './schemas';

/**
 * Accounts by id, a page at a time, with the number of all that match; `q` narrows by id, DUID or display name,
 * `role` by role. `cursor` is the last id of the page before.
 */
export async function listAccounts(
  query: z.output<typeof listAccountsSchema>,
): Promise<{ accounts: Account[]; total: number; nextCursor: string | null }> {
  const { q, role, limit, cursor } = query;
  // Prisma does not escape the wildcards of LIKE.
  const literal = q?.replace(/[\\%_]/g, '\\$&');
  const named: Prisma.AccountWhereInput = q
    ? {
        OR: [{ id: { startsWith: literal } }, { duid: q }, { displayName: { contains: literal } }],
      }
    : {};
  const asked: Prisma.AccountWhereInput = { ...named, ...(role ? { role } : {}) };
  const rows = await db().account.findMany({
    where: { AND: [asked, cursor ? { id: { gt: cursor } } : {}] },
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  const accounts = rows.slice(0, limit);
  return {
    accounts,
    total: await db().account.count({ where: asked }),
    nextCursor: rows.length > limit ? (accounts.at(-1)?.id ?? null) : null,
  };
}
