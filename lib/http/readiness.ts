import { db } from '@/lib/db/database';
import { queue } from '@/lib/db/queue';
import { log } from '@/lib/platform/log';

/** Whether the database answers and the queue is started. */
export async function isReady(): Promise<boolean> {
  try {
    queue();
    await db().$queryRaw`SELECT 1`;
    return true;
  } catch (error) {
    log().warn({ err: error }, 'not ready');
    return false;
  }
}
