import type { Tx } from '@/lib/db/database';
import { enqueue } from '@/lib/db/queue';

/**
 * Queues every mail anew that was neither sent nor given up, and answers how many. One that is queued
 * twice is sent once: its row says so, and its id is the key by which the mail service knows it.
 */
export async function requeueUnsentMails(tx: Tx): Promise<number> {
  const unsent = await tx.mail.findMany({
    where: { sentAt: null, failedAt: null },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  for (const { id } of unsent) await enqueue(tx, 'send-mail', { mailId: id });
  return unsent.length;
}
