import { lockExpiringConsents, type ExpiringConsent } from './lock-expiring-consents';
import { consentBases } from '@/lib/vocabulary/legal-bases';
import { db, type Tx } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { DAY_MS, now } from '@/lib/platform/clock';
import { queueEvent } from '@/lib/outbox/emit-event';
import { isActiveSql } from './state';

const TYPE = 'consent.expiring';
const BATCH = 100;

interface Subscription {
  wid: string;
  account_id: string;
  duid: string;
  notify_days_before: number;
}

/**
 * The subscriptions for which a consent is due to be announced. One statement serves all of them, since mostly
 * nothing is due, and a transaction for each would keep the embedded database from everything else.
 */
function findSubscriptions(at: Date): Promise<{ wid: string }[]> {
  return db().$queryRaw`
    SELECT w.wid FROM webhooks w
    WHERE w.active AND w.deleted_at IS NULL AND ${TYPE} = ANY (w.event_types)
      AND EXISTS (
        SELECT 1 FROM access_records r
        WHERE r.account_id = w.account_id AND ${isActiveSql(at, Prisma.sql`r.`)}
          AND r.expiry <= ${at}::timestamptz + make_interval(hours => 24 * w.notify_days_before)
          AND r.legal_basis = ANY (${[...consentBases]}::text[])
          AND NOT EXISTS (
            SELECT 1 FROM expiry_notices n
            WHERE n.wid = w.wid AND n.ak = r.ak AND n.expiry = r.expiry
          )
      )
    ORDER BY w.wid`;
}

/**
 * A subscription as it now stands, locked against changes until the transaction ends.
 *
 * @returns null when it is no longer active or no longer asks for these events
 */
async function lockSubscription(tx: Tx, wid: string): Promise<Subscription | null> {
  const [found] = await tx.$queryRaw<Subscription[]>`
    SELECT w.wid, w.account_id, a.duid, w.notify_days_before
    FROM webhooks w JOIN accounts a ON a.id = w.account_id
    WHERE w.wid = ${wid} AND w.active AND w.deleted_at IS NULL AND ${TYPE} = ANY (w.event_types)
    FOR SHARE OF w`;
  return found ?? null;
}

/** Remembers what is announced, and answers the keys that had not been announced before. */
async function remember(tx: Tx, wid: string, due: ExpiringConsent[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ ak: string }[]>`
    INSERT INTO expiry_notices (wid, ak, expiry)
    SELECT ${wid}::text, ak, expiry FROM access_records WHERE ak = ANY (${due.map(({ ak }) => ak)}::text[])
    ON CONFLICT DO NOTHING RETURNING ak`;
  return new Set(rows.map(({ ak }) => ak));
}

async function announceBatch(tx: Tx, wid: string): Promise<number> {
  const subscription = await lockSubscription(tx, wid);
  if (!subscription) return 0;
  const { account_id: accountId, duid, notify_days_before: days } = subscription;
  const from = now();
  const until = new Date(from.getTime() + days * DAY_MS);
  const due = await lockExpiringConsents(tx, { accountId, wid, from, until, limit: BATCH });
  if (due.length === 0) return 0;
  const remembered = await remember(tx, wid, due);
  for (const { ak, mpxn, expiry } of due) {
    if (!remembered.has(ak)) continue;
    const remaining = Math.ceil((expiry.getTime() - from.getTime()) / DAY_MS);
    const payload = { ak, mpxn, duid, expiry: expiry.toISOString(), 'days-remaining': remaining };
    await queueEvent(tx, { type: TYPE, payload, accountId, subject: ak }, [wid]);
  }
  return due.length;
}

/**
 * Announces consents that are about to end: once per record, expiry and subscription, from the
 * subscription's own days before on (docs/api/webhooks.md#events). A subscription that is new, active again
 * or given more days hears of those whose window it enters. Safe to run twice and in several processes:
 * what announces and what remembers it are one transaction.
 */
export async function announceExpiring(): Promise<number> {
  let announced = 0;
  for (const { wid } of await findSubscriptions(now())) {
    for (;;) {
      const batch = await inTransaction((tx) => announceBatch(tx, wid));
      announced += batch;
      if (batch < BATCH) break;
    }
  }
  // A record whose expiry has passed is no longer ACTIVE, so nothing can announce it again.
  const past = new Date(now().getTime() - DAY_MS);
  await db().expiryNotice.deleteMany({ where: { expiry: { lt: past } } });
  return announced;
}
