import DataLoader from 'dataloader';
import type { AccessState, Prisma } from '@/lib/db/generated/client';
import { readPrepared } from '@/lib/db/read-prepared';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { processWide } from '@/lib/platform/process-wide';
import { toAccessRecord } from './dto';

/**
 * Asked before every release of meter data: rows by their primary key. The sub-select keeps from PostgreSQL
 * how many keys there are: it would plan anew for each number, at several times what the read costs.
 */
const BY_KEYS = {
  name: 'access-records-by-keys',
  text: `
    SELECT record.ak, record.document, record.state, record.created_at, record.expiry, record.revoked_at,
           record.customer_confirmation,
           (SELECT account.duid FROM accounts account WHERE account.id = record.account_id) AS duid
      FROM access_records record
     WHERE record.ak = ANY ((SELECT $1::text[])::text[])`,
};
/** Keys that one statement asks for. */
const MOST_KEYS = 100;

interface Row {
  ak: string;
  document: Prisma.JsonValue;
  state: AccessState;
  created_at: Date;
  expiry: Date | null;
  revoked_at: Date | null;
  customer_confirmation: Prisma.JsonValue;
  duid: string;
}

async function readRows(keys: readonly string[]): Promise<(Row | null)[]> {
  const rows = await readPrepared<Row>(BY_KEYS, [keys]);
  const found = new Map(rows.map((row) => [row.ak, row]));
  return keys.map((ak) => found.get(ak) ?? null);
}

/**
 * Requests that came in together are read together, by a statement that starts after all of them have:
 * the way to the database is most of what a read costs. Nothing is kept.
 */
function reader(): DataLoader<string, Row | null> {
  return processWide(
    'access-record-reader',
    () =>
      new DataLoader(readRows, {
        cache: false,
        maxBatchSize: MOST_KEYS,
        batchScheduleFn: (read) => setImmediate(read),
      }),
  );
}

/** The record of an access key, for anyone who holds the key. @throws {NotFoundError} */
export async function readAccessRecord(ak: string) {
  const row = isId('ak', ak) ? await reader().load(ak) : null;
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
    customerConfirmation: row.customer_confirmation,
  });
}
