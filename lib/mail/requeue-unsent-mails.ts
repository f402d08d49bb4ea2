import type { Tx } from '@/lib/db/database';
import { enqueueMail } from './enqueue-mail';

/**
 * Queues every mail anew that was neither sent nor given up, and answers how many. One that is queued
 * twice is sent once: its row says so, and its id is the key by which the mail service knows it.
 */
export async function requeueUnsentMails(tx: Tx): Promise<number> {
  const unsent = await tx.mail.findMany({
    where: { sentAt: null, failedAt: null },
    orderBy: { createdAt: 'asc' },
    select: { id: true, kind: true },
  });
  for (const mail of unsent) await enqueueMail(tx, mail);
  return unsent.length;
}
