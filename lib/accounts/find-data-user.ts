import { db } from '@/lib/db/database';
import { NotFoundError } from '@/lib/platform/errors';
import { dataTypes, type DataType } from '@/lib/vocabulary/data-types';

/** The directory's entry of a Data User. @throws {NotFoundError} unknown, or of another role */
export async function findDataUser(duid: string) {
  const account = await db().account.findUnique({ where: { duid } });
  if (account?.role !== 'data_user') throw new NotFoundError('The Data User');
  return {
    duid: account.duid,
    'display-name': account.displayName,
    status: account.status,
    'registered-at': account.registeredAt.toISOString(),
    'suspended-at': account.suspendedAt?.toISOString() ?? null,
    'contact-url': account.contactUrl ?? undefined,
    'data-types-supported':
      account.dataTypes.length > 0 ? (account.dataTypes as DataType[]) : [...dataTypes],
  };
}
