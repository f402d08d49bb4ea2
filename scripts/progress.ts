import type { OnProgress } from '@/lib/transfer/file-format';

const EVERY = 10_000;

/** Tells on standard error how far a transfer is: at the end of each table, and on the way of a long one. */
export const showProgress: OnProgress = (table, done, all) => {
  if (done === all || done % EVERY === 0) console.error(`  ${table}: ${done} of ${all}`);
};

/** What went over, for the last word. */
export function summary(tables: { name: string; rows: number }[]): string {
  const filled = tables.filter(({ rows }) => rows > 0);
  const rows = filled.reduce((sum, table) => sum + table.rows, 0);
  return `${rows} rows in ${filled.length} tables`;
}
