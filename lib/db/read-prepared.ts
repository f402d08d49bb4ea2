import { queryPrepared } from './query-prepared';

/** A read that PostgreSQL keeps prepared on each connection under its name. */
export interface PreparedRead {
  /** The name of the statement; a name must never be used for two texts. */
  name: string;
  text: string;
}

/** Reads rows by a prepared statement, in no transaction, with `values` for its parameters. */
export async function readPrepared<Row extends object>(
  read: PreparedRead,
  values: unknown[],
): Promise<Row[]> {
  return (await queryPrepared<Row>({ ...read, values })).rows;
}
