import { IS_EXEMPT, occupancySql } from '@/lib/release-changes/occupancy';

/**
 * All that the reasons ask, a row for each question. Each row is looked up by key, by sub-selects with a limit:
 * PostgreSQL would read whole tables for a join. Of a key that does not fit, nothing more is looked at. `$1` is the questions, `$2` the account that asks, `$3` the
 * instant, `$4` its day in Great Britain.
 */
export const FACTS = `
  asked AS MATERIALIZED (
    SELECT question.*, $3::timestamptz AS at
      FROM json_to_recordset((SELECT $1::text)::json) AS question (
        place int, request int, stops_at text, fault text, ak text, key_hash text, pair text, mpxn text,
        duid text, data_types jsonb, data_from date, data_to date, seed text)),
  facts AS MATERIALIZED (
    SELECT asked.*, record.ak IS NOT NULL AS is_known, match.fits, record.state, record.registered_at,
           record.expiry,
           ((record.expiry - interval '1 millisecond') AT TIME ZONE 'Europe/London')::date
             AS latest_data_date,
           CASE WHEN match.fits THEN (record.document #> '{processing,data-types}')::jsonb END AS covered,
           owner.id AS owner_id, owner.duid AS owner_duid, owner.status AS owner_status,
           ${IS_EXEMPT} AS is_exempt,
           occupancy.earliest_data_date, occupancy.changed_on,
           coalesce(probe.pairs, '{}') AS probed, permit.last_permitted_on
      FROM asked
      LEFT JOIN LATERAL (SELECT * FROM access_records WHERE ak = asked.ak LIMIT 1) record ON true
      LEFT JOIN LATERAL (
        SELECT id, duid, status, statutory FROM accounts WHERE duid = asked.duid LIMIT 1) owner ON true
     CROSS JOIN LATERAL (
        SELECT coalesce(record.mpxn = asked.mpxn AND record.account_id = owner.id
                        AND record.state <> 'DISCOVERED', false) AS fits) match
      LEFT JOIN LATERAL (${occupancySql('match.fits')}) occupancy ON true
      LEFT JOIN LATERAL (
        SELECT pairs FROM release_probes
         WHERE day = $4::date AND account_id = $2 AND key_hash = asked.key_hash LIMIT 1) probe ON true
      LEFT JOIN LATERAL (
        SELECT last_permitted_on FROM release_permits
         WHERE account_id = $2 AND ak = asked.ak LIMIT 1) permit ON true),
  numbered AS (
    SELECT facts.*,
           fault IS NULL AND NOT fits AND NOT pair = ANY (probed)
             AND row_number() OVER (PARTITION BY key_hash, pair, fault, fits ORDER BY place) = 1
             AS is_new_pair
      FROM facts),
  counted AS (
    SELECT numbered.*,
           cardinality(probed) + count(*) FILTER (WHERE is_new_pair)
             OVER (PARTITION BY key_hash ORDER BY place ROWS UNBOUNDED PRECEDING) AS wrong_pairs
      FROM numbered)`;
