import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';

/** Which sightings may have to name another record: those of a meter point, or of organisations. */
type Scope = { mpxn: string } | { organisationReferences: string[] };

interface Superseded {
  ak: string;
  /** The account whose record it is; null when no record supersedes it any more. */
  owner: string | null;
}

/**
 * Locks the sightings of an organisation until the transaction ends, so that a report and an operator who
 * gives that reference to an account at one time see each other.
 */
export async function lockOrganisation(tx: Tx, reference: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${reference}, 10))`;
}

function whereScope(scope: Scope): Prisma.Sql {
  return 'mpxn' in scope
    ? Prisma.sql`seen.mpxn = ${scope.mpxn}`
    : Prisma.sql`seen.organisation_reference = ANY (${scope.organisationReferences}::text[])`;
}

/**
 * Has each sighting name the first record by which its organisation stood ACTIVE in the register at some
 * instant since it was first seen, whichever of the two came first
 * (docs/api/dcc.md#when-a-sighting-is-superseded). The organisation is known by the reference that the
 * operator has checked; a controller's name says nothing, since anybody can write one. What was ACTIVE
 * counts from its time of creation, so that a record of the past does not excuse what was done without one.
 */
export async function supersedeSightings(tx: Tx, scope: Scope): Promise<void> {
  const changed = await tx.$queryRaw<Superseded[]>`
    WITH settled AS (
      SELECT seen.ak, first.ak AS superseded_by, first.account_id
        FROM discovered_accesses seen
        LEFT JOIN LATERAL (
          SELECT record.ak, record.account_id
            FROM accounts account
            JOIN access_records record ON record.account_id = account.id AND record.mpxn = seen.mpxn
           CROSS JOIN LATERAL (SELECT greatest(
             record.created_at, seen.first_seen::timestamp AT TIME ZONE 'Europe/London') AS at) since
           WHERE account.organisation_reference = seen.organisation_reference
             AND record.state <> 'DISCOVERED'
             AND (record.expiry IS NULL OR record.expiry > since.at)
             AND (record.revoked_at IS NULL OR record.revoked_at > since.at)
           ORDER BY record.created_at, record.ak LIMIT 1) first ON TRUE
       WHERE seen.mpxn IS NOT NULL AND ${whereScope(scope)})
    UPDATE discovered_accesses seen SET superseded_by = settled.superseded_by
      FROM settled
     WHERE settled.ak = seen.ak AND seen.superseded_by IS DISTINCT FROM settled.superseded_by
    RETURNING seen.ak, settled.account_id AS owner`;
  for (const { ak, owner } of changed) {
    if (owner === null) continue;
    await recordAudit(tx, { type: 'access-record.superseded', accountId: owner, ak });
  }
}
