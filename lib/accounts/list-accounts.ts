import type { z } from 'zod';
import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import type { listAccountsSchema } from './schemas';

/**
 * Accounts by id, a page at a time; `q` narrows by id, DUID or display name.
 * `cursor` is the last id of the page before.
 */
export async function listAccounts(
  query: z.output<typeof listAccountsSchema>,
): Promise<{ accounts: Account[]; nextCursor: string | null }> {
  const { q, limit, cursor } = query;
  // Prisma hands the wildcards of LIKE through.
  const literal = q?.replace(/[\\%_]/g, '\\$&');
  const rows = await db().account.findMany({
    where: {
      ...(cursor ? { id: { gt: cursor } } : {}),
      ...(q
        ? {
            OR: [
              { id: { startsWith: literal } },
              { duid: q },
              { displayName: { contains: literal } },
            ],
          }
        : {}),
    },
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  const accounts = rows.slice(0, limit);
  return { accounts, nextCursor: rows.length > limit ? (accounts.at(-1)?.id ?? null) : null };
}
