import type { AuditEventType } from '@/lib/audit/dto';
import { db } from '@/lib/db/database';
import type { LatestEvent } from './dto';

/** So many are told. */
const TOLD = 12;
/** Of each kind at most so many, or a night of expiries would hide all else. */
const OF_A_KIND = 3;

/** What of an account's own events is news to its staff. */
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

interface EventRow {
  id: string;
  type: string;
  at: Date;
  ak: string | null;
  ir: string | null;
  tokenRef: string | null;
  wid: string | null;
}

function readOwnEvents(accountId: string): Promise<EventRow[]> {
  return db().$queryRaw<EventRow[]>`
    SELECT event.* FROM unnest(${[...news]}::text[]) AS kind (type)
     CROSS JOIN LATERAL (
       SELECT event_id AS id, event_type AS type, at, ak, ir, token_ref AS "tokenRef",
              detail ->> 'wid' AS wid
         FROM audit_events
        WHERE account_id = ${accountId} AND event_type = kind.type
        ORDER BY sequence DESC LIMIT ${OF_A_KIND}) event
     ORDER BY event.at DESC LIMIT ${TOLD}`;
}

/** The account's records that were revoked last, by whomever: what others did is no event of its own. */
async function readRevoked(accountId: string): Promise<LatestEvent[]> {
  const rows = await db().accessRecord.findMany({
    where: { accountId, revokedAt: { not: null } },
    orderBy: { revokedAt: 'desc' },
    take: OF_A_KIND,
    select: {
      ak: true,
      revokedAt: true,
      changes: { where: { state: 'REVOKED' }, select: { accountId: true }, take: 1 },
    },
  });
  return rows.map(({ ak, revokedAt, changes }) => {
    const by = changes[0]?.accountId ?? null;
    return {
      id: ak,
      type: 'access-record.revoked',
      at: revokedAt?.toISOString() ?? '',
      by: by === null ? 'customer' : by === accountId ? 'own' : 'other',
      about: { path: `/dashboard/records/${ak}`, id: ak },
    };
  });
}

/**
 * Where the dashboard shows what an event is about, and its id. Of an Identity Record and a webhook only
 * where it is the account's own: a re-identification by a meter point names whose record it came to.
 */
type Places = Map<string, string>;

async function placesOf(accountId: string, rows: EventRow[]): Promise<Places> {
  const named = (values: (string | null)[]) => values.filter((value) => value !== null);
  const [records, tokens, webhooks] = [
    await db().identityRecord.findMany({
      where: { ir: { in: named(rows.map(({ ir }) => ir)) }, accountId },
      select: { ir: true },
    }),
    await db().reidentification.findMany({
      where: { tokenRef: { in: named(rows.map(({ tokenRef }) => tokenRef)) }, accountId },
      select: { tokenRef: true, ir: true, crossOrganisation: true },
    }),
    await db().webhook.findMany({
      where: { wid: { in: named(rows.map(({ wid }) => wid)) }, accountId, deletedAt: null },
      select: { wid: true },
    }),
  ];
  const root = '/dashboard';
  return new Map([
    ...records.map(({ ir }) => [ir, `${root}/identity-records/${ir}`] as const),
    ...tokens
      .filter(({ crossOrganisation }) => !crossOrganisation)
      .map(
        ({ tokenRef, ir }) =>
          [tokenRef, `${root}/identity-records/${ir}/re-identifications/${tokenRef}`] as const,
      ),
    ...webhooks.map(({ wid }) => [wid, `${root}/webhooks/${wid}`] as const),
  ]);
}

function aboutOf(row: EventRow, places: Places): LatestEvent['about'] {
  const { type, ak, ir, tokenRef, wid } = row;
  if (ak !== null) return { id: ak, path: `/dashboard/records/${ak}` };
  if (wid !== null) return { id: wid, path: places.get(wid) ?? null };
  if (type.startsWith('reidentification.') && tokenRef !== null) {
    return { id: tokenRef, path: places.get(tokenRef) ?? null };
  }
  const path = ir === null ? undefined : places.get(ir);
  return ir !== null && path !== undefined ? { id: ir, path } : null;
}

/** What happened to an account last, the newest first, a few of each kind. */
export async function findLatest(accountId: string): Promise<LatestEvent[]> {
  const rows = await readOwnEvents(accountId);
  const places = await placesOf(accountId, rows);
  const own = rows.map((row): LatestEvent => ({
    id: row.id,
    type: row.type,
    at: row.at.toISOString(),
    by: null,
    about: aboutOf(row, places),
  }));
  return [...own, ...(await readRevoked(accountId))]
    .sort((one, other) => other.at.localeCompare(one.at))
    .slice(0, TOLD);
}
