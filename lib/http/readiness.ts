import { setTimeout as sleep } from 'node:timers/promises';
import { ping } from '@/lib/db/ping';
import { queue } from '@/lib/db/queue';
import { chooseTransport } from '@/lib/mail/transports/choose-transport';
import { log } from '@/lib/platform/log';

/** Longer than this is no answer: whoever asks has a patience of its own. */
const PATIENCE_MS = 3000;

const checks = {
  database: ping,
  queue: async () => {
    if (!(await queue().getQueue('send-mail'))) throw new Error('the mail queue is missing');
  },
  /** Only that the settings name a way out: asking it would send something. */
  mail: async () => {
    await Promise.resolve(chooseTransport());
  },
};

type CheckName = keyof typeof checks;

async function inTime(work: Promise<void>): Promise<void> {
  const late = new AbortController();
  const tooLate = sleep(PATIENCE_MS, undefined, { signal: late.signal }).then(() => {
    throw new Error('no answer in time');
  });
  try {
    await Promise.race([work, tooLate]);
  } finally {
    late.abort();
  }
}

async function isFine(name: CheckName): Promise<boolean> {
  try {
    await inTime(checks[name]());
    return true;
  } catch (error) {
    log().warn({ err: error, check: name }, 'not ready');
    return false;
  }
}

interface Readiness {
  status: 'ready' | 'not ready';
  checks: Record<CheckName, 'ok' | 'failed'>;
}

/** Whether the database answers and takes writes, the queue runs and mail is set up, each by name; why not, the log says. */
export async function readiness(): Promise<Readiness> {
  const [database, jobs, mail] = await Promise.all([
    isFine('database'),
    isFine('queue'),
    isFine('mail'),
  ]);
  const word = (fine: boolean) => (fine ? 'ok' : 'failed');
  return {
    status: database && jobs && mail ? 'ready' : 'not ready',
    checks: { database: word(database), queue: word(jobs), mail: word(mail) },
  };
}
