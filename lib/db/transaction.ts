import { processWide } from '@/lib/platform/process-wide';
import { db, type Tx } from './database';
import { Prisma } from './generated/client';

const ATTEMPTS = 4;
/** Deadlock or serialisation failure: the database asks to try again. Prisma's code, and PostgreSQL's. */
const WRITE_CONFLICT = 'P2034';
const RAW_QUERY_FAILED = 'P2010';
const RAW_WRITE_CONFLICTS = /"(?:40001|40P01)"/;

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

function isWriteConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  if (error.code === WRITE_CONFLICT) return true;
  return error.code === RAW_QUERY_FAILED && RAW_WRITE_CONFLICTS.test(JSON.stringify(error.meta));
}

type Afterwards = (() => void)[];

function waiting(): WeakMap<Tx, Afterwards> {
  return processWide('after-commit', () => new WeakMap<Tx, Afterwards>());
}

/**
 * Has `work` run once the transaction has committed, and not at all if it does not: for what may be lost
 * with the process (a metric), since a crash in between loses it. It must not throw.
 */
export function afterCommit(tx: Tx, work: () => void): void {
  const afterwards = waiting().get(tx);
  if (!afterwards) throw new Error('no transaction of inTransaction');
  afterwards.push(work);
}

/**
 * Runs reads that must agree with each other: Prisma asks for a row's relations by statements of their
 * own, between which somebody else may commit. Here all of them see one instant.
 */
export async function inSnapshot<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(read, { isolationLevel: 'RepeatableRead' });
}

/**
 * Runs `work` in one transaction (READ COMMITTED: what a rule relies on, it locks), again when the
 * database reports a deadlock. `work` must not await the network nor use another client than `tx`: on
 * the embedded database, which has one connection, that would wait for itself.
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const afterwards: Afterwards = [];
    let result: T;
    try {
      result = await db().$transaction((tx) => {
        waiting().set(tx, afterwards);
        return work(tx);
      });
    } catch (error) {
      if (attempt >= ATTEMPTS || !isWriteConflict(error)) throw error;
      continue;
    }
    for (const work of afterwards) work();
    return result;
  }
}
