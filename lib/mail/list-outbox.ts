import { db } from '@/lib/db/database';
import { toOutboxEntry, type OutboxEntry } from './dto';
import { isOutboxShown } from './is-outbox-shown';

const NEWEST = 200;

/** The newest mails of the outbox, newest first; null where there is no outbox to show. */
export async function listOutbox(): Promise<OutboxEntry[] | null> {
  if (!isOutboxShown()) return null;
  const rows = await db().outboxMail.findMany({
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
    take: NEWEST,
  });
  return rows.map(toOutboxEntry);
}
