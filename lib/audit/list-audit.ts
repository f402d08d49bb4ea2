import type { z } from 'zod';
import { aliasOf } from '@/lib/vocabulary/access-key-alias';
import { db } from '@/lib/db/database';
import type { AuditEvent, Prisma } from '@/lib/db/generated/client';
import { ValidationError } from '@/lib/platform/errors';
import type { AuditDetail, auditQuerySchema, browseOwnAuditSchema } from './schemas';

/** One event, its fields named as in docs/api/operator.md#the-audit. */
function toEvent(event: AuditEvent) {
  return {
    event_id: event.eventId,
    account_id: event.accountId ?? undefined,
    event_type: event.eventType,
    ak: event.ak ?? undefined,
    detail: event.detail as AuditDetail,
    timestamp: event.at.toISOString(),
  };
}

function fromCursor(cursor: string): bigint {
  if (!/^\d{1,18}$/.test(cursor)) throw ValidationError.field('cursor', 'is not one of this list');
  return BigInt(cursor);
}

async function page(where: Prisma.AuditEventWhereInput, limit: number, cursor?: string) {
  const rows = await db().auditEvent.findMany({
    where: { ...where, ...(cursor === undefined ? {} : { sequence: { lt: fromCursor(cursor) } }) },
    orderBy: { sequence: 'desc' },
    take: limit + 1,
  });
  const events = rows.slice(0, limit);
  const more = rows.length > limit;
  return {
    events: events.map(toEvent),
    nextCursor: more ? (events.at(-1)?.sequence.toString() ?? null) : null,
  };
}

/**
 * Fields of an event's detail that name the owner of a record, its person or a passkey. An account that
 * reached a record by its meter point may not know these, and two accounts that compare their audits must not
 * see that one person is on both of their records.
 */
const forAdminsOnly: ReadonlySet<string> = new Set(['owner', 'holder', 'credential']);

/** An event as its own account may read it; the key of what the DCC saw is an alias, as in its lists. */
function toOwnEvent(event: ReturnType<typeof toEvent>): ReturnType<typeof toEvent> {
  const { ak, detail, event_type: type } = event;
  const shown = Object.entries(detail).filter(([name]) => !forAdminsOnly.has(name));
  return {
    ...event,
    ak: ak !== undefined && type === 'access-record.superseded' ? aliasOf(ak) : ak,
    detail: Object.fromEntries(shown),
  };
}

/** An account's own events, newest first; of one type where the dashboard asks for it. */
export async function listOwnAudit(
  accountId: string,
  query: z.output<typeof browseOwnAuditSchema>,
) {
  const { event_type: type, limit, cursor } = query;
  const where = { accountId, ...(type ? { eventType: type } : {}) };
  const { events, nextCursor } = await page(where, limit, cursor);
  return { events: events.map(toOwnEvent), 'next-cursor': nextCursor };
}

type AuditQuery = z.output<typeof auditQuerySchema>;

function whereAsked(query: AuditQuery): Prisma.AuditEventWhereInput {
  return {
    ...(query.account_id ? { accountId: query.account_id } : {}),
    ...(query.event_type ? { eventType: query.event_type } : {}),
    ...(query.ak ? { ak: query.ak } : {}),
  };
}

/** Everyone's events, newest first, a page at a time; whoever wants no total does not wait for one. */
export async function browseAudit(query: AuditQuery) {
  const { events, nextCursor } = await page(whereAsked(query), query.limit, query.cursor);
  return { events, 'next-cursor': nextCursor };
}

/**
 * How many events there are. Sealed events are numbered, so that only those yet to be sealed need to be
 * counted.
 */
async function countAll(): Promise<number> {
  const [row] = await db().$queryRaw<{ count: bigint }[]>`
    SELECT COALESCE((SELECT position FROM audit_head), 0)
         + (SELECT count(*) FROM audit_events WHERE position IS NULL) AS count`;
  return Number(row?.count ?? 0);
}

/** Everyone's events, newest first, with the number of all that match. */
export async function listAudit(query: AuditQuery) {
  const where = whereAsked(query);
  const isAll = Object.keys(where).length === 0;
  const total = isAll ? await countAll() : await db().auditEvent.count({ where });
  return { ...(await browseAudit(query)), total };
}
