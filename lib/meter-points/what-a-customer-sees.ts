import { consentBases } from '@/lib/vocabulary/legal-bases';
import { isActiveSql } from '@/lib/access-records/state';
import { Prisma } from '@/lib/db/generated/client';
import type { Customer } from '@/lib/identity-records/occupancy/occupancies';

const london = Prisma.sql`AT TIME ZONE 'Europe/London'`;

/**
 * The start of an occupancy that has not begun: until then its person sees only what they gave themselves,
 * from whatever time.
 */
const EVER = new Date(0);

function occupanciesTable({ occupancies }: Customer): Prisma.Sql {
  return Prisma.join(
    occupancies.map(({ ir, tenancy: { start, end, hasBegun }, isWhole }) => {
      const starts = hasBegun ? start : EVER;
      return Prisma.sql`(${ir}::text, ${starts}::timestamptz, ${end}::timestamptz, ${isWhole}::boolean)`;
    }),
  );
}

/** The records of the meter point, without their documents. */
function here(mpxn: string, ak: string | undefined): Prisma.Sql {
  return Prisma.sql`
    SELECT record.ak, record.account_id, record.ir, record.state, record.legal_basis, record.registered_at,
           record.expiry, record.revoked_at, record.replaced_at, sighting.last_seen, sighting.superseded_by
      FROM access_records record LEFT JOIN discovered_accesses sighting ON sighting.ak = record.ak
     WHERE record.mpxn = ${mpxn} AND ${ak === undefined ? Prisma.sql`TRUE` : Prisma.sql`record.ak = ${ak}`}`;
}

/**
 * Each version of a record: the present one and those that were replaced, with since when it stood, whom it
 * was linked to, and from when until when it was in force. A replaced version was in force no longer than
 * until its replacement, except that of a sighting, whose dates are of the past whenever they were reported.
 */
const versions = Prisma.sql`
    SELECT ak, NULL::text AS change_id, replaced_at AS since, ir, legal_basis, registered_at, expiry,
           CASE WHEN state = 'DISCOVERED' THEN (last_seen + 1)::timestamp ${london}
                ELSE least(expiry, revoked_at) END AS ends
      FROM here
    UNION ALL
    SELECT here.ak, change.id, change.replaced_since, change.replaced_ir, change.replaced_legal_basis,
           change.replaced_registered_at, change.replaced_expiry,
           CASE WHEN here.state = 'DISCOVERED' THEN change.replaced_expiry
                ELSE least(change.replaced_expiry, change.at) END
      FROM here JOIN access_record_changes change ON change.ak = here.ak
     WHERE here.replaced_at IS NOT NULL AND change.replaced_registered_at IS NOT NULL`;

/**
 * The records that a customer sees at a meter point, one row each, as a statement
 * (docs/ceremonies.md#who-may-see-all, docs/ceremonies.md#tenancy). A record is seen by what is linked to an occupancy's Identity Record, or by all in a
 * whole occupancy, that was in force at some instant of it; and over all its versions, so that no replacement takes it
 * from whoever saw it. Of an occupancy that has ended the version counts that stood at its end; one made later
 * counts only where it is linked to the customer, or is of the DCC, whose dates are of the past.
 *
 * The state is that of the view, so it follows a rule of its own and not that of `access-records/state.ts`: a
 * former occupant sees no ending later than their time but their own.
 */
export function seenVersions(customer: Customer, at: Date, ak?: string): Prisma.Sql {
  const irs = customer.occupancies.flatMap(({ ir }) => ir ?? []);
  return Prisma.sql`
    WITH occupancies (ir, starts, ends, is_whole) AS (VALUES ${occupanciesTable(customer)}),
    here AS MATERIALIZED (${here(customer.mpxn, ak)}),
    versions AS (${versions}),
    pairs AS (
      SELECT version.ak, version.change_id, version.since, version.legal_basis, version.registered_at,
             version.expiry, occupancy.ends AS until, coalesce(version.ir = occupancy.ir, FALSE) AS is_own,
             occupancy.ends IS NULL OR version.since IS NULL OR version.since < occupancy.ends AS stood
        FROM versions version JOIN occupancies occupancy
          ON (occupancy.is_whole OR version.ir = occupancy.ir)
         AND (occupancy.ends IS NULL OR version.registered_at < occupancy.ends)
         AND (version.ends IS NULL OR version.ends > occupancy.starts)),
    chosen AS (
      SELECT DISTINCT ON (pair.ak) pair.*, bool_or(pair.is_own) OVER (PARTITION BY pair.ak) AS is_ever_own
        FROM pairs pair JOIN here ON here.ak = pair.ak
       WHERE pair.stood OR pair.is_own OR here.state = 'DISCOVERED'
       ORDER BY pair.ak, pair.until DESC NULLS FIRST, pair.stood DESC,
                CASE WHEN pair.stood THEN pair.since END DESC NULLS LAST, pair.since),
    viewed AS (
      SELECT chosen.ak, chosen.change_id, chosen.until, chosen.is_ever_own, chosen.legal_basis,
             chosen.registered_at, here.account_id, here.state AS state_now, here.superseded_by,
             chosen.until IS NULL OR chosen.is_ever_own AS is_theirs,
             ${isActiveSql(at, Prisma.sql`here.`)}
               AND here.legal_basis = ANY (${[...consentBases]}::text[])
               AND (chosen.until IS NULL OR chosen.is_ever_own) AS may_end,
             CASE WHEN here.state = 'DISCOVERED' THEN NULL
                  WHEN chosen.until IS NULL THEN here.expiry ELSE chosen.expiry END AS expiry,
             CASE WHEN chosen.until IS NULL OR here.revoked_at < chosen.until OR EXISTS (
                    SELECT 1 FROM access_record_changes change
                     WHERE change.ak = here.ak AND change.state = 'REVOKED'
                       AND change.ir = ANY (${irs}::text[]))
                  THEN here.revoked_at END AS revoked_at
        FROM chosen JOIN here ON here.ak = chosen.ak),
    stated AS (
      SELECT viewed.*,
             CASE WHEN state_now = 'DISCOVERED' THEN 'DISCOVERED'
                  WHEN revoked_at IS NOT NULL THEN 'REVOKED'
                  WHEN expiry <= ${at} OR (until IS NULL AND state_now = 'EXPIRED') THEN 'EXPIRED'
                  ELSE 'ACTIVE' END AS state,
             state_now = 'DISCOVERED' AND NOT EXISTS (
               SELECT 1 FROM access_records later
                WHERE later.ak = viewed.superseded_by
                  AND (viewed.until IS NULL OR later.created_at < viewed.until)) AS is_warning
        FROM viewed)
    SELECT stated.*,
           CASE WHEN is_warning THEN 'warning' WHEN state = 'ACTIVE' THEN 'active' ELSE 'ended' END AS part,
           CASE WHEN is_warning THEN 0 WHEN state <> 'ACTIVE' THEN 4
                WHEN may_end AND is_ever_own THEN 1 WHEN may_end THEN 2 ELSE 3 END AS rank
      FROM stated`;
}
