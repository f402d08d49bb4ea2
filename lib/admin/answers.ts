import { z } from 'zod';

const count = (description: string, example: number) => z.int().meta({ description, example });

/** Counts of the whole register (docs/api/operator.md#statistics). */
export const statisticsAnswerSchema = z.object({
  total_accounts: count('Accounts of every role and status.', 41),
  active_accounts: count('Accounts neither suspended nor terminated.', 39),
  total_records: count('Access records that were registered, in any state.', 120_193),
  active_records: count('Records that are ACTIVE now.', 98_210),
  expired_records: count('Records whose expiry has passed.', 17_002),
  revoked_records: count('Records that were revoked.', 4_981),
  discovered_records: count('Accesses that the DCC saw and nobody registered.', 240),
  total_webhooks: count('Webhooks of all Data Users.', 57),
  active_webhooks: count('Webhooks that events are sent to.', 55),
  pending_deliveries: count('Deliveries that are yet to succeed or to be given up.', 3),
  undelivered_deliveries: count('Deliveries that were given up.', 12),
});
