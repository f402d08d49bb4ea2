import { queue, type QueueJobs } from '@/lib/db/queue';
import { sendSignInMail } from '@/lib/portal/send-sign-in-mail';

const QUEUE = 'portal-sign-in' satisfies keyof QueueJobs;

/** A mail that is asked for and not on its way within some minutes is no use any more. */
const policy = { retryLimit: 4, retryDelay: 5, retryBackoff: true, expireInSeconds: 60 };

/** Makes the queue of sign-ins that wait for a mail, and starts working on it. */
export async function startPortalWorker(): Promise<void> {
  const boss = queue();
  await boss.createQueue(QUEUE, policy);
  await boss.updateQueue(QUEUE, policy);
  await boss.work(
    QUEUE,
    { batchSize: 1, localConcurrency: 2, pollingIntervalSeconds: 1 },
    async (jobs: { data: QueueJobs['portal-sign-in'] }[]) => {
      for (const { data } of jobs) await sendSignInMail(data.signInId);
    },
  );
}
