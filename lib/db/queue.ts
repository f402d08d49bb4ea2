import { fromPglite, fromPrisma, PgBoss } from 'pg-boss';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { processWide } from '@/lib/platform/process-wide';
import { connectionShares, queueConnection } from './connection-options';
import { requireDatabase, type Tx } from './database';

/** The queues and what a job of each carries: ids only, never an address, link or secret. */
export interface QueueJobs {
  'send-mail': { mailId: string };
  'portal-sign-in': { signInId: string };
}

const SCHEMA = 'pgboss';

interface Slot {
  boss: PgBoss | null;
  /** For each queue the ids of this process's workers that `notifyWorkers` notifies. */
  notified: Map<keyof QueueJobs, string[]>;
}

function holder(): Slot {
  return processWide<Slot>('queue', () => ({ boss: null, notified: new Map() }));
}

/** The started queue. */
export function queue(): PgBoss {
  const { boss } = holder();
  if (!boss) throw new Error('the queue is not started yet');
  return boss;
}

/** Starts the queue on this process's database. */
export async function startQueue(): Promise<PgBoss> {
  const slot = holder();
  if (slot.boss) return slot.boss;
  const { lite } = requireDatabase();
  const boss = lite
    ? new PgBoss({ db: fromPglite(lite), backend: 'pglite', schema: SCHEMA })
    : new PgBoss({
        ...queueConnection(env().DATABASE_URL ?? ''),
        schema: SCHEMA,
        max: connectionShares().queue,
      });
  boss.on('error', (error: Error) => log().error({ err: error }, 'queue error'));
  await boss.start();
  slot.boss = boss;
  return boss;
}

/** Lets running jobs end (10 s at most), then stops the queue. */
export async function stopQueue(): Promise<void> {
  const slot = holder();
  const { boss } = slot;
  slot.boss = null;
  slot.notified.clear();
  await boss?.stop({ graceful: true, timeout: 10_000 });
}

/**
 * Puts a job on a queue in the transaction that causes it: both happen or neither. One of a higher
 * priority is taken before all of a lower one, however long those have waited.
 */
export async function enqueue<Name extends keyof QueueJobs>(
  tx: Tx,
  name: Name,
  job: QueueJobs[Name],
  { priority = 0 }: { priority?: number } = {},
): Promise<void> {
  await queue().send(name, job, { db: fromPrisma(tx), priority });
}

/**
 * Has `notifyWorkers` notify this worker of the queue.
 * @param workerId as the queue's `work` answered it
 */
export function addNotifiedWorker(name: keyof QueueJobs, workerId: string): void {
  const { notified } = holder();
  notified.set(name, [...(notified.get(name) ?? []), workerId]);
}

/**
 * Has workers of this process look at the queue now rather than at their next poll. For after a commit:
 * before it there is nothing to see. A worker that is busy looks again when it is done.
 */
export function notifyWorkers(name: keyof QueueJobs): void {
  const { boss, notified } = holder();
  for (const workerId of notified.get(name) ?? []) boss?.notifyWorker(workerId);
}
