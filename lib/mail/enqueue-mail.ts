import type { Tx } from '@/lib/db/database';
import type { Mail } from '@/lib/db/generated/client';
import { enqueue } from '@/lib/db/queue';

/** The priority of mails that somebody waits for; all others have 0. */
export const AWAITED = 1;

/** Mails with a link or a code: somebody sits before a page and can do nothing until they arrive. */
const awaitedKinds = new Set(['magic-link', 'email-proof', 'portal-sign-in']);

/** Puts a mail on the queue, before all others where somebody waits for it (docs/api/limits.md#mails). */
export async function enqueueMail(tx: Tx, { id, kind }: Pick<Mail, 'id' | 'kind'>): Promise<void> {
  const priority = awaitedKinds.has(kind) ? AWAITED : 0;
  await enqueue(tx, 'send-mail', { mailId: id }, { priority });
}
