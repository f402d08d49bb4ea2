import { db } from '@/lib/db/database';
import type { AccessRecordChange, Account } from '@/lib/db/generated/client';
import { stateAt } from '@/lib/access-records/dto';
import type { PortalEvent, PortalEventKind } from './dto';
import type { SeenRow } from './as-seen';

type Actor = Pick<Account, 'id' | 'displayName' | 'role'>;

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

function kindOf(change: AccessRecordChange, actor: Actor | null): PortalEventKind {
  const { cause } = change;
  if (cause === 'registered' || cause === 'replaced' || cause === 'converted') return cause;
  if (change.cause === 'discovered') return 'discovered';
  return change.state === 'EXPIRED' ? 'expired' : revokedBy(actor);
}

function toEvent(change: AccessRecordChange, actor: Actor | null): PortalEvent {
  const kind = kindOf(change, actor);
  const isNobody = kind === 'expired' || kind === 'withdrawn-here' || kind === 'converted';
  return {
    kind,
    at: change.at.toISOString(),
    by: isNobody ? null : (actor?.displayName ?? null),
    reference: change.id,
  };
}

/** That a record was made, or ran out, says nothing of whoever lives there after the customer. */
function isSeen({ cause, state, at }: AccessRecordChange, { seenUntil }: SeenRow): boolean {
  const isOthers = cause === 'replaced' || state === 'REVOKED';
  return seenUntil === null || at < seenUntil || !isOthers;
}

/** The events with the one that the operator voided the Identity Record, in its place. */
function withDispute(events: PortalEvent[], disputedAt: Date | null): PortalEvent[] {
  if (disputedAt === null) return events;
  const at = disputedAt.toISOString();
  const disputed: PortalEvent = { kind: 'disputed', at, by: null, reference: '' };
  return [...events, disputed].sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
}

/**
 * A record's whole history within the customer's view, oldest first, and the end that it will come to
 * by itself.
 */
export async function recordHistory(row: SeenRow, at: Date): Promise<PortalEvent[]> {
  const found = await db().accessRecordChange.findMany({
    where: { ak: row.ak },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const changes = found.filter((change) => isSeen(change, row));
  const ids = changes.flatMap(({ accountId }) => accountId ?? []);
  const actors = await db().account.findMany({ where: { id: { in: ids } } });
  const events = withDispute(
    changes.map((change) =>
      toEvent(change, actors.find(({ id }) => id === change.accountId) ?? null),
    ),
    row.disputedAt,
  );
  const isSwept = changes.some(({ state }) => state === 'EXPIRED');
  if (row.expiry === null || row.state !== 'ACTIVE' || isSwept) return events;
  const kind = stateAt(row, at) === 'EXPIRED' ? 'expired' : 'expires';
  return [...events, { kind, at: row.expiry.toISOString(), by: null, reference: '' }];
}
