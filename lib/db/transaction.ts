import { db, type Tx } from './database';
import { Prisma } from './generated/client';

const ATTEMPTS = 4;
/** Prisma's code for a deadlock or a serialisation failure: the database asks to try again. */
const WRITE_CONFLICT = 'P2034';

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

function isWriteConflict(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === WRITE_CONFLICT;
}

/**
 * Runs `work` in one transaction (READ COMMITTED: what a rule relies on, it locks), again when the
 * database reports a deadlock. `work` must not await the network nor use another client than `tx`: on
 * the embedded database, which has one connection, that would wait for itself.
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db().$transaction(work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isWriteConflict(error)) throw error;
    }
  }
}
