import { db } from '@/lib/db/database';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { toAccessRecord } from './dto';

/** The record of an access key, for anyone who holds the key. @throws {NotFoundError} */
export async function readAccessRecord(ak: string) {
  const record = isId('ak', ak)
    ? await db().accessRecord.findUnique({
        where: { ak },
        include: { account: { select: { duid: true } } },
      })
    : null;
  if (!record) throw new NotFoundError('The access record');
  return toAccessRecord(record);
}
