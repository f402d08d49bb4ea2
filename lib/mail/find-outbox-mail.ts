import { db } from '@/lib/db/database';
import { toOutboxEntry, type OutboxEntry } from './dto';
import { isOutboxShown } from './is-outbox-shown';

/** One mail of the outbox; null when it, or the outbox itself, is not there. */
export async function findOutboxMail(id: string): Promise<OutboxEntry | null> {
  if (!isOutboxShown()) return null;
  const row = await db().outboxMail.findUnique({ where: { id } });
  return row ? toOutboxEntry(row) : null;
}
