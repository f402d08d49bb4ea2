import type { AccessDocument } from '@/lib/access-records/dto';
import { consentBases } from '@/lib/vocabulary/legal-bases';
import { db } from '@/lib/db/database';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';
import { toMethod } from '@/lib/reidentification/status';
import { MOST_COUNTED, type Attention, type FailingWebhook } from './dto';
import { findUnused } from './find-unused';

const SOON_S = 30 * DAY_S;
const WEEK_S = 7 * DAY_S;
const MONTH_S = 30 * DAY_S;
/** At most this many of each kind are named; the lists show the others. */
const NAMED = 5;

async function findExpiring(accountId: string, at: Date) {
  const where = {
    accountId,
    state: 'ACTIVE' as const,
    expiry: { gt: at, lte: secondsFrom(at, SOON_S) },
    legalBasis: { in: [...consentBases] },
  };
  const rows = await db().accessRecord.findMany({
    where,
    orderBy: { expiry: 'asc' },
    take: NAMED,
    select: { ak: true, mpxn: true, expiry: true, document: true },
  });
  const expiring = rows.map(({ ak, mpxn, expiry, document }) => {
    const { 'access-event': event } = document as unknown as AccessDocument;
    const reference = event['controller-reference'] ?? null;
    return { ak, mpxn, expiry: expiry?.toISOString() ?? '', reference };
  });
  const expiringCount = await db().accessRecord.count({ where, take: MOST_COUNTED });
  return { expiring, expiringCount };
}

async function findFailing(accountId: string, at: Date) {
  const own = await db().webhook.findMany({ where: { accountId, deletedAt: null } });
  const webhooks = own
    .filter(({ active, failingSince, disabledReason }) =>
      active
        ? failingSince !== null
        : ['failing', 'gone', 'operator'].includes(disabledReason ?? ''),
    )
    .map(({ wid, callbackUrl, active, failingSince, disabledReason }): FailingWebhook => ({
      wid,
      url: callbackUrl,
      failingSince: active ? (failingSince?.toISOString() ?? null) : null,
      disabledReason,
    }));
  const undeliveredCount = await db().webhookDelivery.count({
    where: {
      wid: { in: own.map(({ wid }) => wid) },
      status: 'undelivered',
      createdAt: { gt: secondsFrom(at, -WEEK_S) },
    },
    take: MOST_COUNTED,
  });
  return { webhooks, undeliveredCount };
}

async function findDeclines(accountId: string, at: Date) {
  const where = {
    accountId,
    outcome: 'declined' as const,
    outcomeAt: { gt: secondsFrom(at, -WEEK_S) },
  };
  const rows = await db().reidentification.findMany({
    where,
    orderBy: { outcomeAt: 'desc' },
    take: NAMED,
  });
  const declines = rows.map(({ tokenRef, ir, crossOrganisation, outcomeAt, method }) => ({
    tokenRef,
    // An Identity Record that was found by its meter point is not disclosed.
    ir: crossOrganisation ? null : ir,
    at: outcomeAt?.toISOString() ?? '',
    method: toMethod(method),
  }));
  return {
    declines,
    declineCount: await db().reidentification.count({ where, take: MOST_COUNTED }),
  };
}

interface CounterRow {
  event_id: string;
  ir: string;
  at: Date;
  refused: boolean;
}

async function findCounters(accountId: string, at: Date) {
  const since = secondsFrom(at, -MONTH_S);
  const rows = await db().$queryRaw<CounterRow[]>`
    SELECT event.event_id, event.ir, event.at, (event.detail ->> 'refused') = 'true' AS refused
      FROM audit_events event
      JOIN identity_records record ON record.ir = event.ir
     WHERE event.event_type = 'credential.counter' AND event.at > ${since}
       AND record.account_id = ${accountId}
     ORDER BY event.at DESC LIMIT ${NAMED}`;
  return rows.map(({ event_id: eventId, ir, at: when, refused }) => ({
    eventId,
    ir,
    at: when.toISOString(),
    isRefused: refused,
  }));
}

/** What of an account's own needs the attention of its staff. */
export async function findAttention(accountId: string): Promise<Attention> {
  const at = now();
  return {
    ...(await findExpiring(accountId, at)),
    ...(await findFailing(accountId, at)),
    ...(await findDeclines(accountId, at)),
    counters: await findCounters(accountId, at),
    ...(await findUnused(accountId, at)),
  };
}
