import { gaugeAtScrape } from '@/lib/platform/metrics/registry';
import { db } from './database';

interface Depth {
  queue: string;
  waiting: bigint;
  active: bigint;
  oldest_s: number;
}

/**
 * For each queue the number of waiting jobs, including those that will be retried later, and of jobs being
 * worked on.
 */
async function readDepths(): Promise<Depth[]> {
  // The queue's times are the database's own, so its clock measures them.
  return db().$queryRaw<Depth[]>`
    SELECT queue.name AS queue,
           count(job.id) FILTER (WHERE job.state < 'active') AS waiting,
           count(job.id) FILTER (WHERE job.state = 'active') AS active,
           coalesce(extract(epoch FROM clock_timestamp() -
             min(job.created_on) FILTER (WHERE job.state < 'active')), 0)::float8 AS oldest_s
      FROM pgboss.queue LEFT JOIN pgboss.job
        ON job.name = queue.name AND job.state < 'completed'
     WHERE queue.name NOT LIKE '\\_\\_pgboss\\_\\_%'
     GROUP BY queue.name`;
}

/** Registers what waits in the queues as metrics; once a process, at its start. */
export function registerQueueMetrics(): void {
  gaugeAtScrape(
    {
      name: 'register_queue_jobs',
      help: 'Jobs in each queue: waiting (for a retry too) or active.',
      labels: ['queue', 'state'],
    },
    async () =>
      (await readDepths()).flatMap(({ queue, waiting, active }) => [
        { labels: { queue, state: 'waiting' }, value: Number(waiting) },
        { labels: { queue, state: 'active' }, value: Number(active) },
      ]),
  );
  gaugeAtScrape(
    {
      name: 'register_queue_oldest_waiting_seconds',
      help: 'Age of the oldest job that waits in each queue; 0 where none does.',
      labels: ['queue'],
    },
    async () =>
      (await readDepths()).map(({ queue, oldest_s: value }) => ({ labels: { queue }, value })),
  );
}
