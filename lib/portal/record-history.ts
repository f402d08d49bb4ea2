import { db } from '@/lib/db/database';
import type { AccessRecordChange, Account } from '@/lib/db/generated/client';
import { stateAt } from '@/lib/access-records/dto';
import type { PortalEvent, PortalEventKind } from './dto';
import type { PortalRow } from './entry';

type Actor = Pick<Account, 'id' | 'displayName' | 'role'>;

function revokedBy(actor: Actor | null): PortalEventKind {
  switch (actor?.role) {
    case undefined:
      return 'withdrawn-by-you';
    case 'portal':
      return 'withdrawn-through';
    case 'admin':
      return 'ended-by-operator';
    default:
      return 'ended-by-organisation';
  }
}

function kindOf(change: AccessRecordChange, actor: Actor | null): PortalEventKind {
  if (change.cause === 'registered' || change.cause === 'replaced') return change.cause;
  if (change.cause === 'discovered') return 'discovered';
  return change.state === 'EXPIRED' ? 'expired' : revokedBy(actor);
}

function toEvent(change: AccessRecordChange, actor: Actor | null): PortalEvent {
  const kind = kindOf(change, actor);
  const isNobody = kind === 'expired' || kind === 'withdrawn-by-you';
  return {
    kind,
    at: change.at.toISOString(),
    by: isNobody ? null : (actor?.displayName ?? null),
    reference: change.id,
  };
}

/** A record's whole history, oldest first, and the end that it will come to by itself. */
export async function recordHistory(row: PortalRow, at: Date): Promise<PortalEvent[]> {
  const changes = await db().accessRecordChange.findMany({
    where: { ak: row.ak },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const ids = changes.flatMap(({ accountId }) => accountId ?? []);
  const actors = await db().account.findMany({ where: { id: { in: ids } } });
  const events = changes.map((change) =>
    toEvent(change, actors.find(({ id }) => id === change.accountId) ?? null),
  );
  const isSwept = changes.some(({ state }) => state === 'EXPIRED');
  if (row.expiry === null || row.state !== 'ACTIVE' || isSwept) return events;
  const kind = stateAt(row, at) === 'EXPIRED' ? 'expired' : 'expires';
  return [...events, { kind, at: row.expiry.toISOString(), by: null, reference: '' }];
}
