import { attemptDelivery } from './attempt-delivery';
import type { ClaimedDelivery } from './claim-deliveries';
import { settleAttempt } from './settle-attempt';
import { countAttempt } from './webhook-metrics';

/**
 * Attempts a claimed delivery once and stores the outcome. Nothing is locked while it waits for the answer.
 * When the process dies in between, the lease ends and the delivery is due again, so that its receiver may
 * get it twice, under one event-id.
 */
export async function deliver(claimed: ClaimedDelivery): Promise<void> {
  const attempt = await attemptDelivery(claimed);
  countAttempt(attempt);
  await settleAttempt(claimed, attempt);
}
