import type { Db } from '@/lib/db/database';
import type { AccessRecord, DiscoveredAccess, PortalSession } from '@/lib/db/generated/client';
import type { SeenRecord } from '@/lib/meter-points/find-seen';
import { sightingAsSeen } from '@/lib/meter-points/sighting-as-seen';
import { withConfirmations, type SeenRow } from './confirmations';
import { withRow, type LoadedRow, type SeenVersion } from './seen-version';

type VersionPart = Pick<
  AccessRecord,
  'document' | 'ir' | 'customerConfirmation' | 'confirmationRef'
>;

interface Beside {
  /** Replaced versions by the change that replaced them. */
  replaced: Map<string, VersionPart>;
  /** When records that supersede were made. */
  madeAt: Map<string, Date>;
}

const isBefore = (at: Date | null, until: Date | null) =>
  at !== null && (until === null || at < until);

function asSeen(row: LoadedRow, seen: SeenRecord, { replaced, madeAt }: Beside): SeenVersion {
  const { state, legalBasis, registeredAt, expiry, revokedAt } = seen;
  const discovered: DiscoveredAccess | null =
    row.discovered && sightingAsSeen(row.discovered, seen);
  return {
    ...row,
    ...replaced.get(seen.changeId ?? ''),
    ...{ state, legalBasis, registeredAt, expiry, revokedAt, discovered, seen },
    changes: revokedAt === null ? [] : row.changes,
    // A dispute after their time is none of a former occupant's.
    disputedAt: isBefore(row.disputedAt, seen.until) ? row.disputedAt : null,
    supersededAt: madeAt.get(discovered?.supersededBy ?? '') ?? null,
  };
}

async function replacedOf(db: Db, seen: SeenRecord[]): Promise<Map<string, VersionPart>> {
  const changes = await db.accessRecordChange.findMany({
    where: { id: { in: seen.flatMap(({ changeId }) => changeId ?? []) } },
    select: {
      ...{ id: true, replaced: true, replacedIr: true },
      ...{ replacedConfirmation: true, replacedConfirmationRef: true },
    },
  });
  return new Map(
    changes.map((change) => [
      change.id,
      {
        document: change.replaced,
        ir: change.replacedIr,
        customerConfirmation: change.replacedConfirmation,
        confirmationRef: change.replacedConfirmationRef,
      },
    ]),
  );
}

async function madeAtOf(db: Db, rows: LoadedRow[]) {
  const superseders = await db.accessRecord.findMany({
    where: { ak: { in: rows.flatMap(({ discovered }) => discovered?.supersededBy ?? []) } },
    select: { ak: true, createdAt: true },
  });
  return new Map(superseders.map(({ ak, createdAt }) => [ak, createdAt]));
}

/** The rows of what the customer of a session sees, in its order. */
export async function loadSeenRows(
  db: Db,
  seen: SeenRecord[],
  session: PortalSession,
): Promise<SeenRow[]> {
  const rows: LoadedRow[] = await db.accessRecord.findMany({
    where: { ak: { in: seen.map(({ ak }) => ak) } },
    include: withRow,
  });
  const beside = { replaced: await replacedOf(db, seen), madeAt: await madeAtOf(db, rows) };
  const rowOf = new Map(rows.map((row) => [row.ak, row]));
  const versions = seen.flatMap((one) => {
    const row = rowOf.get(one.ak);
    return row ? [asSeen(row, one, beside)] : [];
  });
  return withConfirmations(db, session, versions);
}
