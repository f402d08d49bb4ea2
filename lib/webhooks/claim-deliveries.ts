import { db, type Tx } from '@/lib/db/database';
import type { Webhook, WebhookDelivery, WebhookEvent } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now, secondsFrom } from '@/lib/platform/clock';

/** Longer than a try may take: one whose process was killed is due again after it. */
const LEASE_S = 30;
/** At most this many attempts at once in one process, far more than some dead endpoints can hold up. */
export const SENDING = 128;
/**
 * At most this many of them to the endpoints of one account, however many it has
 * (docs/api/webhooks.md#retries).
 */
const ACCOUNT_SHARE = SENDING / 8;
/** Tries at once to one subscription, over all processes; one that is failing gets a single one. */
const PARALLEL = 4;
const PARALLEL_FAILING = 1;
/** Names the lock that lets one process claim at a time. */
const CLAIM_LOCK = 902;

/** A delivery that this process may try now, and what it needs for that. */
export type ClaimedDelivery = WebhookDelivery & { webhook: Webhook; event: WebhookEvent };

interface Key {
  event_id: string;
  wid: string;
}

/** What one process has in hand: how many tries for each account. */
export type InHand = ReadonlyMap<string, number>;

/**
 * Leases what is due. Each subscription and each account gets no more than its share, and the first of every
 * account comes before the second of any, those that fail last: slow or dead endpoints hold up nobody else.
 * Of events about one subject a later one waits until the earlier was tried for the first time.
 */
async function lease(tx: Tx, limit: number, inHand: InHand, at: Date): Promise<Key[]> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${CLAIM_LOCK})`;
  return tx.$queryRaw<Key[]>`
    WITH turns AS (
      SELECT due.event_id, due.wid, w.account_id, w.failing_since IS NOT NULL AS is_failing,
        row_number() OVER (PARTITION BY w.account_id
          ORDER BY w.failing_since IS NOT NULL, due.turn, random()) AS turn
      FROM webhooks w
      JOIN accounts a ON a.id = w.account_id AND a.status = 'active'
      CROSS JOIN LATERAL (
        SELECT count(*) AS number FROM webhook_deliveries h
        WHERE h.wid = w.wid AND h.lease_until > ${at}
      ) held
      CROSS JOIN LATERAL (
        SELECT d.event_id, d.wid,
          row_number() OVER (ORDER BY d.next_attempt_at, d.position) AS turn
        FROM webhook_deliveries d
        WHERE d.wid = w.wid AND d.next_attempt_at <= ${at}
          AND (d.lease_until IS NULL OR d.lease_until <= ${at})
          AND NOT EXISTS (
            SELECT 1 FROM webhook_deliveries earlier
            WHERE earlier.wid = d.wid AND earlier.subject = d.subject
              AND earlier.position < d.position
              AND earlier.first_tried_at IS NULL AND earlier.next_attempt_at IS NOT NULL
          )
        ORDER BY d.next_attempt_at, d.position
        LIMIT greatest(0,
          CASE WHEN w.failing_since IS NULL THEN ${PARALLEL}::int ELSE ${PARALLEL_FAILING}::int END
          - held.number)
      ) due
      WHERE w.active
    ), picked AS (
      SELECT turns.event_id, turns.wid
      FROM turns
      LEFT JOIN unnest(${[...inHand.keys()]}::text[], ${[...inHand.values()]}::int[])
        AS own (account_id, number) ON own.account_id = turns.account_id
      WHERE turns.turn <= ${ACCOUNT_SHARE}::int - coalesce(own.number, 0)
      ORDER BY turns.is_failing, turns.turn, random()
      LIMIT ${limit}
    )
    UPDATE webhook_deliveries d SET lease_until = ${secondsFrom(at, LEASE_S)}
    FROM picked WHERE d.event_id = picked.event_id AND d.wid = picked.wid
    RETURNING d.event_id, d.wid`;
}

/**
 * Whether any delivery is due, by one read of an index: mostly none is, and then the subscriptions need not
 * be gone through.
 */
async function isAnythingDue(at: Date): Promise<boolean> {
  const due = await db().webhookDelivery.findFirst({
    where: {
      status: 'pending',
      nextAttemptAt: { lte: at },
      OR: [{ leaseUntil: null }, { leaseUntil: { lte: at } }],
    },
    select: { eventId: true },
  });
  return due !== null;
}

/**
 * Takes up to `limit` deliveries that are due, for this process alone until their lease ends. Safe in any
 * number of processes at once. Those of a suspended account wait.
 *
 * @param inHand what this process is trying already, also for subscriptions that were deleted meanwhile
 */
export async function claimDeliveries(
  limit: number,
  inHand: InHand = new Map(),
): Promise<ClaimedDelivery[]> {
  if (!(await isAnythingDue(now()))) return [];
  const keys = await inTransaction((tx) => lease(tx, limit, inHand, now()));
  if (keys.length === 0) return [];
  return db().webhookDelivery.findMany({
    where: { OR: keys.map(({ event_id: eventId, wid }) => ({ eventId, wid })) },
    include: { webhook: true, event: true },
  });
}
