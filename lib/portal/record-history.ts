import { stateAt } from '@/lib/access-records/state';
import { db } from '@/lib/db/database';
import type { AccessRecordChange, Account } from '@/lib/db/generated/client';
import type { PortalEvent, PortalEventKind } from './dto';
import type { SeenRow } from './confirmations';

/**
 * At most this many replacements are shown, the newest, since an organisation may make any number of them.
 */
const MOST_REPLACEMENTS = 200;

type Actor = Pick<Account, 'id' | 'displayName' | 'role'>;
type Change = Pick<
  AccessRecordChange,
  'id' | 'ak' | 'at' | 'state' | 'cause' | 'reason' | 'accountId'
>;

function revokedBy(actor: Actor | null): PortalEventKind {
  switch (actor?.role) {
    case undefined:
      return 'withdrawn-here';
    case 'portal':
      return 'withdrawn-through';
    case 'admin':
      return 'ended-by-operator';
    default:
      return 'ended-by-organisation';
  }
}

function kindOf(change: Change, actor: Actor | null): PortalEventKind {
  const { cause } = change;
  if (cause === 'registered' || cause === 'replaced' || cause === 'converted') return cause;
  if (change.state === 'DISCOVERED') return 'discovered';
  return change.state === 'EXPIRED' ? 'expired' : revokedBy(actor);
}

function toEvent(change: Change, actor: Actor | null): PortalEvent {
  const kind = kindOf(change, actor);
  const isNobody = kind === 'expired' || kind === 'withdrawn-here' || kind === 'converted';
  return {
    kind,
    at: change.at.toISOString(),
    by: isNobody ? null : (actor?.displayName ?? null),
    reason: change.reason,
    reference: change.id,
  };
}

/**
 * That a record was made, or ran out, says nothing of whoever lives there after the customer; what changed
 * it later does, but for an ending of their own.
 */
function isSeen({ cause, state, at }: Change, { seen: { until }, revokedAt }: SeenRow): boolean {
  if (until === null || at < until) return true;
  if (state === 'REVOKED') return revokedAt !== null;
  return cause !== 'replaced' && cause !== 'widened';
}

/** The events with the one that the operator voided the Identity Record, in its place. */
function withDispute(events: PortalEvent[], disputedAt: Date | null): PortalEvent[] {
  if (disputedAt === null) return events;
  const at = disputedAt.toISOString();
  const disputed: PortalEvent = { kind: 'disputed', at, by: null, reason: null, reference: '' };
  return [...events, disputed].sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
}

function toHistory(row: SeenRow, changes: Change[], actors: Actor[], at: Date): PortalEvent[] {
  const events = withDispute(
    changes.map((change) =>
      toEvent(change, actors.find(({ id }) => id === change.accountId) ?? null),
    ),
    row.disputedAt,
  );
  const isSwept = changes.some(({ state }) => state === 'EXPIRED');
  if (row.expiry === null || row.state !== 'ACTIVE' || isSwept) return events;
  const kind = stateAt(row, at) === 'EXPIRED' ? 'expired' : 'expires';
  return [...events, { kind, at: row.expiry.toISOString(), by: null, reason: null, reference: '' }];
}

/**
 * The histories of records within the customer's view, each oldest first, with the end that it will come to
 * by itself; by access key.
 */
export async function recordHistories(
  rows: SeenRow[],
  at: Date,
): Promise<Map<string, PortalEvent[]>> {
  const keys = rows.map(({ ak }) => ak);
  const changes = await db().$queryRaw<Change[]>`
    SELECT id, ak, at, state, cause, reason, account_id AS "accountId" FROM (
      SELECT change.*, row_number() OVER (
               PARTITION BY ak, cause IN ('replaced', 'widened') ORDER BY at DESC, id DESC) AS turn
        FROM access_record_changes change WHERE ak = ANY (${keys}::text[])) numbered
     WHERE turn <= ${MOST_REPLACEMENTS} OR cause NOT IN ('replaced', 'widened')
     ORDER BY at, id`;
  const actors = await db().account.findMany({
    where: { id: { in: [...new Set(changes.flatMap(({ accountId }) => accountId ?? []))] } },
    select: { id: true, displayName: true, role: true },
  });
  return new Map(
    rows.map((row) => {
      const seen = changes.filter((change) => change.ak === row.ak && isSeen(change, row));
      return [row.ak, toHistory(row, seen, actors, at)];
    }),
  );
}
