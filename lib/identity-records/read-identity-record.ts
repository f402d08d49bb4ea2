import { db } from '@/lib/db/database';
import { NotFoundError } from '@/lib/platform/errors';
import { toIdentityRecord, withPrivatePart, type ReadableRecord } from './dto';
import { emailLookup } from './email-vault';

/** More matches than this of one search are not listed; the newest are. */
const MOST_MATCHES = 500;

/**
 * An own record.
 *
 * @throws {NotFoundError} when there is no such record, or it is another Data User's, without a difference
 */
export async function requireOwnRecord(accountId: string, ir: string): Promise<ReadableRecord> {
  const record = await db().identityRecord.findUnique({
    where: { ir },
    include: withPrivatePart,
  });
  if (record?.accountId !== accountId) throw new NotFoundError('The Identity Record');
  return record;
}

export async function readIdentityRecord(accountId: string, ir: string) {
  return toIdentityRecord(await requireOwnRecord(accountId, ir));
}

/** Own records by meter point, by e-mail address, or by both, newest first (500 at most). */
export async function findIdentityRecords(
  accountId: string,
  query: { mpxn?: string; email?: string },
) {
  const records = await db().identityRecord.findMany({
    where: {
      accountId,
      ...(query.mpxn === undefined ? {} : { mpxn: query.mpxn }),
      ...(query.email === undefined ? {} : emailLookup(query.email)),
    },
    orderBy: [{ createdAt: 'desc' }, { ir: 'desc' }],
    take: MOST_MATCHES,
    include: withPrivatePart,
  });
  return records.map(toIdentityRecord);
}
