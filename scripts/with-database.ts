import { closeDatabase, openDatabase } from '@/lib/db/database';
import { ensureKeyRing } from '@/lib/platform/key-ring';

/** Runs a command-line task on the register's database, and ends the process with its exit code. */
export async function withDatabase(task: () => Promise<number>): Promise<never> {
  let code = 1;
  try {
    ensureKeyRing();
    await openDatabase({ isPatient: true });
    code = await task();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  await closeDatabase();
  process.exit(code);
}
