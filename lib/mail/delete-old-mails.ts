import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';

/**
 * For how long a mail can be looked up, as to why it did not arrive. The audit keeps for good that it was
 * sent.
 */
export const MAIL_KEPT_S = 30 * DAY_S;

/** Deletes mails a month after they were sent or given up, the outbox's too. One not yet sent stays. */
export async function deleteOldMails(): Promise<number> {
  const settled = secondsFrom(now(), -MAIL_KEPT_S);
  const sent = await inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT id FROM mails WHERE sent_at <= ${settled} LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      DELETE FROM mails USING old WHERE mails.id = old.id`,
  );
  const failed = await inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT id FROM mails WHERE failed_at <= ${settled} LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      DELETE FROM mails USING old WHERE mails.id = old.id`,
  );
  const shown = await inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT id FROM outbox_mails WHERE sent_at <= ${settled}
         LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      DELETE FROM outbox_mails USING old WHERE outbox_mails.id = old.id`,
  );
  return sent + failed + shown;
}
