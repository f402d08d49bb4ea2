import pg from 'pg';

/** Keeps everybody else from so much as reading some tables while `work` is done. */
export async function whileLocked<Result>(
  connectionString: string,
  tables: string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    return await work();
  } finally {
    // Ends the transaction, and the locks with it.
    await client.end();
  }
}
