import type { AccessState, Prisma } from '@/lib/db/generated/client';
import { readPrepared } from '@/lib/db/read-prepared';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { toAccessRecord } from './dto';

/** Asked before every release of meter data: one statement, one row by its primary key. */
const BY_KEY = {
  name: 'access-record-by-key',
  text: `
    SELECT record.document, record.state, record.created_at, record.expiry, record.revoked_at,
           account.duid
      FROM access_records record
      JOIN accounts account ON account.id = record.account_id
     WHERE record.ak = $1`,
};

interface Row {
  document: Prisma.JsonValue;
  state: AccessState;
  created_at: Date;
  expiry: Date | null;
  revoked_at: Date | null;
  duid: string;
}

/** The record of an access key, for anyone who holds the key. @throws {NotFoundError} */
export async function readAccessRecord(ak: string) {
  const [row] = isId('ak', ak) ? await readPrepared<Row>(BY_KEY, [ak]) : [];
  if (!row) throw new NotFoundError('The access record');
  const { document, state, expiry, duid } = row;
  return toAccessRecord({
    ak,
    account: { duid },
    state,
    document,
    expiry,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  });
}
