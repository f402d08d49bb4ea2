import type { AuditEventType } from '@/lib/audit/dto';
import { db } from '@/lib/db/database';
import type { LatestEvent } from './dto';
import { findSubjects, subjectOf, type Named } from './find-subjects';

const MAX_EVENTS = 12;
/** Keeps a night of many expiries from hiding all other events. */
const MAX_EVENTS_PER_TYPE = 3;

/** The types of an account's own audit events that are shown to its staff. */
const news: readonly AuditEventType[] = [
  'access-record.registered',
  'access-record.replaced',
  'access-record.expired',
  'identity-record.created',
  'identity-record.anonymised',
  'reidentification.started',
  'reidentification.confirmed',
  'reidentification.declined',
  'credential.registered',
  'credential.removed',
  'webhook.created',
  'webhook.changed',
  'webhook.secret-rotated',
  'webhook.disabled',
  'webhook.deleted',
  'account.updated',
  'account.redirect-urls',
  'account.secret-rotated',
];

interface EventRow extends Named {
  id: string;
  at: Date;
  by: LatestEvent['by'];
}

/**
 * Reads the index of an account's types backwards. With `account_id = … AND event_type = …` PostgreSQL may
 * look for the newest event of a rare type through the events of everyone.
 */
function readOwnEvents(accountId: string): Promise<EventRow[]> {
  return db().$queryRaw<EventRow[]>`
    SELECT event_id AS id, event_type AS type, at, ak, ir, token_ref AS "tokenRef",
           detail ->> 'wid' AS wid, NULL AS by
      FROM unnest(${[...news]}::text[]) AS kind (type)
     CROSS JOIN LATERAL (
       SELECT * FROM audit_events
        WHERE (account_id, event_type) <= (${accountId}::text, kind.type)
        ORDER BY account_id DESC, event_type DESC, sequence DESC LIMIT ${MAX_EVENTS_PER_TYPE}) event
     WHERE event.account_id = ${accountId} AND event.event_type = kind.type
     ORDER BY event.at DESC LIMIT ${MAX_EVENTS}`;
}

/**
 * The account's records that were revoked last. A revocation by others is not an event of the account's own
 * audit.
 */
function readRevoked(accountId: string): Promise<EventRow[]> {
  return db().$queryRaw<EventRow[]>`
    SELECT record.ak AS id, 'access-record.revoked' AS type, record.revoked_at AS at, record.ak,
           NULL AS ir, NULL AS "tokenRef", NULL AS wid,
           CASE WHEN change.account_id IS NULL THEN 'customer'
                WHEN change.account_id = record.account_id THEN 'own' ELSE 'other' END AS by
      FROM access_records record
      LEFT JOIN LATERAL (
        SELECT account_id FROM access_record_changes
         WHERE ak = record.ak AND state = 'REVOKED' LIMIT 1) change ON TRUE
     WHERE record.account_id = ${accountId} AND record.revoked_at IS NOT NULL
     ORDER BY record.revoked_at DESC LIMIT ${MAX_EVENTS_PER_TYPE}`;
}

/** The latest events of an account, the newest first. */
export async function findLatest(accountId: string): Promise<LatestEvent[]> {
  const rows = [...(await readOwnEvents(accountId)), ...(await readRevoked(accountId))]
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, MAX_EVENTS);
  const subjects = await findSubjects(accountId, rows);
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    at: row.at.toISOString(),
    by: row.by,
    about: subjectOf(row, subjects),
  }));
}
