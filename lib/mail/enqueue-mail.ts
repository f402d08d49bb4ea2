import type { Tx } from '@/lib/db/database';
import type { Mail } from '@/lib/db/generated/client';
import { enqueue } from '@/lib/db/queue';
import { priorityOf } from './mail-priority';

/** Puts a mail on the queue, in the caller's transaction. */
export async function enqueueMail(tx: Tx, mail: Pick<Mail, 'id' | 'kind'>): Promise<void> {
  await enqueue(tx, 'send-mail', { mailId: mail.id }, { priority: priorityOf(mail) });
}
