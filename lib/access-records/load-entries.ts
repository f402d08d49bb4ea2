import type { Db } from '@/lib/db/database';
import type { AccessState, DiscoveredAccess, Prisma } from '@/lib/db/generated/client';
import type { VersionRef } from './fitting-page';

/** What an entry of a list is made from: of the document only what entries show. */
export interface EntryRow {
  ak: string;
  accountId: string;
  /** Null: it ended so long ago that the register keeps it no more. */
  mpxn: string | null;
  state: AccessState;
  legalBasis: string | null;
  document: Prisma.JsonValue;
  registeredAt: Date;
  expiry: Date | null;
  revokedAt: Date | null;
  createdAt: Date;
  customerConfirmation: Prisma.JsonValue;
  account: { duid: string };
  discovered: DiscoveredAccess | null;
}

type Loaded = Omit<EntryRow, 'account' | 'discovered'> & { duid: string };

/**
 * The rows of these records, in their order. Notices, recipients and consents of a document stay in the
 * database: no entry shows them, and they are most of it.
 */
export async function loadEntries(db: Db, refs: VersionRef[]): Promise<EntryRow[]> {
  if (refs.length === 0) return [];
  const keys = refs.map(({ ak }) => ak);
  const changeIds = refs.map(({ changeId }) => changeId ?? '');
  const rows = await db.$queryRaw<Loaded[]>`
    SELECT record.ak, record.account_id AS "accountId", record.mpxn, record.state,
           record.registered_at AS "registeredAt", record.expiry, record.revoked_at AS "revokedAt",
           record.created_at AS "createdAt", account.duid,
           CASE WHEN change.id IS NULL THEN record.legal_basis
                ELSE change.replaced_legal_basis END AS "legalBasis",
           CASE WHEN change.id IS NULL THEN record.customer_confirmation
                ELSE change.replaced_confirmation END AS "customerConfirmation",
           json_build_object(
             'record-metadata', shown.document -> 'record-metadata',
             'processing', json_build_object(
               'purpose', shown.document #> '{processing,purpose}',
               'data-types', shown.document #> '{processing,data-types}'),
             'access-event', json_build_object(
               'expiry', shown.document #> '{access-event,expiry}',
               'registered-at', shown.document #> '{access-event,registered-at}')) AS document
      FROM unnest(${keys}::text[], ${changeIds}::text[]) WITH ORDINALITY AS ref (ak, change_id, place)
      JOIN access_records record ON record.ak = ref.ak
      JOIN accounts account ON account.id = record.account_id
      LEFT JOIN access_record_changes change ON change.id = ref.change_id
     CROSS JOIN LATERAL (SELECT coalesce(change.replaced, record.document) AS document) shown
     ORDER BY ref.place`;
  const sightings = await db.discoveredAccess.findMany({ where: { ak: { in: keys } } });
  const sightingOf = new Map(sightings.map((sighting) => [sighting.ak, sighting]));
  return rows.map(({ duid, ...row }) => ({
    ...row,
    account: { duid },
    discovered: sightingOf.get(row.ak) ?? null,
  }));
}
