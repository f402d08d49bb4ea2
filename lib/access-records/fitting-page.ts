import type { Db } from '@/lib/db/database';

/** Bytes of documents that one page of a list is made from at most; its first record is always in. */
const MOST_BYTES = 1024 * 1024;

/** A record, and the change that replaced the version which is shown, if it is not the present one. */
export interface VersionRef {
  ak: string;
  changeId?: string | null;
}

/**
 * How many of these records, from the first on, fit into one page by the bytes of their documents: a record
 * holds up to 32 KiB, and a page of five hundred whole ones would be more than a process can spare.
 */
export async function countFitting(
  db: Db,
  refs: VersionRef[],
  mostBytes: number = MOST_BYTES,
): Promise<number> {
  if (refs.length === 0) return 0;
  const keys = refs.map(({ ak }) => ak);
  const changeIds = refs.map(({ changeId }) => changeId ?? '');
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM (
      SELECT ref.place, sum(octet_length(record.document::text)
                            + coalesce(octet_length(change.replaced::text), 0))
                        OVER (ORDER BY ref.place) AS bytes
        FROM unnest(${keys}::text[], ${changeIds}::text[])
             WITH ORDINALITY AS ref (ak, change_id, place)
        JOIN access_records record ON record.ak = ref.ak
        LEFT JOIN access_record_changes change ON change.id = ref.change_id) sized
     WHERE bytes <= ${mostBytes} OR place = 1`;
  return Number(row?.count ?? 0);
}
