import { inTransaction } from '@/lib/db/transaction';
import { queueEvent } from '@/lib/outbox/emit-event';
import { TEST_EVENT } from '@/lib/outbox/events';
import { lockOwnWebhook } from './own-webhook';
import { requireActive } from './require-active';

const MESSAGE = 'A test, sent because you asked for it.';

/**
 * Sends a test to one subscription, whatever types it names; answers the event-id. It is delivered,
 * retried and listed as any other event.
 *
 * @throws {NotFoundError} {@link ConflictError} inactive
 */
export async function sendTestEvent(accountId: string, wid: string): Promise<string> {
  return inTransaction(async (tx) => {
    requireActive(await lockOwnWebhook(tx, accountId, wid));
    const payload = { message: MESSAGE };
    return queueEvent(tx, { type: TEST_EVENT, payload, accountId, subject: null }, [wid]);
  });
}
