import { readPrepared } from './read-prepared';

/** Resolves when the database answers. @throws {Error} when it does not, in bounded time */
export async function ping(): Promise<void> {
  await readPrepared({ name: 'ping', text: 'SELECT 1' }, []);
}
