import { queue, addNotifiedWorker, type QueueJobs } from '@/lib/db/queue';
import { AWAITED } from '@/lib/mail/mail-priority';
import { sendMail } from '@/lib/mail-delivery/send-mail';

const QUEUE = 'send-mail' satisfies keyof QueueJobs;

/** Tries again after some 5, 10, 20 … seconds, at most 10 minutes apart, for about half an hour. */
const policy = {
  retryLimit: 8,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 600,
  // A worker that died holds its mail no longer than this; a try takes 15 s at most.
  expireInSeconds: 60,
};

interface MailJob {
  data: QueueJobs['send-mail'];
  retryCount: number;
  retryLimit: number;
}

/** Makes the mail queue, without which nothing can be put on it. */
export async function createMailQueue(): Promise<void> {
  const boss = queue();
  await boss.createQueue(QUEUE, policy);
  // A queue made by an earlier version keeps its old policy otherwise.
  await boss.updateQueue(QUEUE, policy);
}

const workers = {
  includeMetadata: true,
  batchSize: 1,
  localConcurrency: 4,
  pollingIntervalSeconds: 1,
} as const;

/** They are notified of new mails, and so look by themselves for those alone that are tried again. */
const awaitedWorkers = { ...workers, pollingIntervalSeconds: 5, minPriority: AWAITED } as const;

async function send(jobs: MailJob[]): Promise<void> {
  for (const { data, retryCount, retryLimit } of jobs) {
    await sendMail(data.mailId, { isLastTry: retryCount >= retryLimit });
  }
}

/**
 * Makes the mail queue and starts sending from it: several mails at once, a new one within a second. Mails
 * that somebody waits for are sent at once by the process that queued them. They are taken first and have
 * workers of their own, so that others which hang while they are sent cannot hold them up.
 */
export async function startMailWorker(): Promise<void> {
  await createMailQueue();
  addNotifiedWorker(QUEUE, await queue().work(QUEUE, workers, send));
  addNotifiedWorker(QUEUE, await queue().work(QUEUE, awaitedWorkers, send));
}
