import { attemptDelivery } from './attempt-delivery';
import type { ClaimedDelivery } from './claim-deliveries';
import { settleAttempt } from './settle-attempt';
import { countAttempt } from './webhook-metrics';

/**
 * Tries a claimed delivery once and writes down what came of it. Nothing is locked while it waits for the
 * answer. A process that dies in between leaves the lease: the delivery is due again when that ends, and
 * its receiver may get it twice, under the same event-id.
 */
export async function deliver(claimed: ClaimedDelivery): Promise<void> {
  const attempt = await attemptDelivery(claimed);
  countAttempt(attempt);
  await settleAttempt(claimed, attempt);
}
