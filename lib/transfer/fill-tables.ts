import type { Tx } from '@/lib/db/database';
import { quoted, type Table } from './tables';

/** Keeps every writer out until the transaction ends. */
export async function lockTables(tx: Tx, tables: Table[]): Promise<void> {
  const names = tables.map(({ name }) => quoted(name)).join(', ');
  await tx.$executeRawUnsafe(`LOCK TABLE ${names} IN EXCLUSIVE MODE`);
}

/** Inserts rows of texts, each cast to its column's type. */
export async function insertRows(
  tx: Tx,
  { name, columns }: Table,
  rows: (string | null)[][],
): Promise<void> {
  const targets = columns.map((column) => quoted(column.name)).join(', ');
  const values = columns.map(({ type }, index) => `(item ->> ${index})::${type}`).join(', ');
  // One parameter, whatever the number of rows and columns.
  await tx.$executeRawUnsafe(
    `INSERT INTO ${quoted(name)} (${targets})
       SELECT ${values} FROM json_array_elements($1::text::json) AS item`,
    JSON.stringify(rows),
  );
}

/** Lets every sequence go on after the highest number that came along. */
export async function restoreSequences(tx: Tx, tables: Table[]): Promise<void> {
  for (const { name, columns } of tables) {
    for (const column of columns) {
      const [found] = await tx.$queryRawUnsafe<{ sequence: string | null }[]>(
        'SELECT pg_get_serial_sequence($1, $2) AS sequence',
        quoted(name),
        column.name,
      );
      if (!found?.sequence) continue;
      await tx.$queryRawUnsafe(
        `SELECT setval($1::text::regclass, max(${quoted(column.name)}))::text
           FROM ${quoted(name)} HAVING count(*) > 0`,
        found.sequence,
      );
    }
  }
}
