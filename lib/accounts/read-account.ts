import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { NotFoundError } from '@/lib/platform/errors';

/** Any account, for the operator. @throws {NotFoundError} */
export async function readAccount(id: string): Promise<Account> {
  const account = await db().account.findUnique({ where: { id } });
  if (!account) throw new NotFoundError('The account');
  return account;
}
