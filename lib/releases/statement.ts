import { FACTS } from './facts';
import { REASON } from './reasons';

/**
 * Reads what is asked about and writes what is answered, in one: a revocation that was answered before is seen,
 * and no answer is given that is not kept. `$5` names the row in which questions with unknown keys are counted.
 *
 * `reached` are the questions that a request's semantics come to. Rows are written in the order of their keys, so
 * that two statements do not wait for each other.
 */
export const DECIDE = {
  name: 'release-decisions',
  text: `
  WITH ${FACTS},
  judged AS MATERIALIZED (SELECT counted.*, (${REASON}) AS reason FROM counted),
  stopped AS (
    SELECT request, min(place) AS stop FROM judged
     WHERE CASE stops_at WHEN 'deny' THEN reason <> 'permitted'
                         WHEN 'permit' THEN reason = 'permitted' ELSE false END
     GROUP BY request),
  reached AS MATERIALIZED (
    SELECT judged.*,
           'dec_' || encode(substr(sha256(convert_to(seed || reason, 'UTF8')), 1, 12), 'hex') AS id
      FROM judged LEFT JOIN stopped USING (request)
     WHERE place <= coalesce(stop, place)),
  rows_to_keep AS (
    SELECT CASE WHEN is_known THEN id ELSE $5 END AS id,
           CASE WHEN is_known THEN ak END AS ak,
           CASE WHEN is_known THEN nullif(mpxn, '') END AS mpxn,
           CASE WHEN is_known THEN nullif(duid, '') END AS duid,
           CASE WHEN is_known THEN ARRAY(SELECT jsonb_array_elements_text(data_types)) ELSE '{}' END
             AS data_types,
           CASE WHEN is_known THEN data_from END AS data_from,
           CASE WHEN is_known THEN data_to END AS data_to,
           CASE WHEN is_known THEN reason ELSE 'no-such-access' END::release_reason AS reason
      FROM reached),
  kept AS (
    INSERT INTO release_decisions AS decision
      (day, id, account_id, ak, mpxn, duid, data_types, data_from, data_to, reason, count, first_at, last_at)
    SELECT $4::date, id, $2, ak, mpxn, duid, data_types, data_from, data_to, reason, count(*),
           $3::timestamptz, $3::timestamptz
      FROM rows_to_keep GROUP BY id, ak, mpxn, duid, data_types, data_from, data_to, reason ORDER BY id
    ON CONFLICT (day, id) DO UPDATE SET
      count = decision.count + excluded.count,
      last_at = greatest(decision.last_at, excluded.last_at)),
  permitted AS (
    INSERT INTO release_permits AS permit (account_id, ak, owner_id, last_permitted_on)
    SELECT $2, ak, owner_id, $4::date FROM reached
     WHERE reason = 'permitted' AND coalesce(last_permitted_on < $4::date, true)
     GROUP BY ak, owner_id ORDER BY ak
    ON CONFLICT (account_id, ak) DO UPDATE SET
      last_permitted_on = greatest(permit.last_permitted_on, excluded.last_permitted_on)),
  probed_keys AS (
    INSERT INTO release_probes AS probe (day, account_id, key_hash, pairs)
    SELECT $4::date, $2, key_hash, (array_agg(pair ORDER BY place))[1:10] FROM reached
     WHERE is_new_pair AND cardinality(probed) < 10
     GROUP BY key_hash ORDER BY key_hash
    ON CONFLICT (day, account_id, key_hash) DO UPDATE SET
      pairs = ARRAY(SELECT DISTINCT unnest(probe.pairs || excluded.pairs) LIMIT 10)),
  missed AS (
    INSERT INTO release_misses AS miss (account_id, minute, duid, count)
    SELECT $2, date_trunc('minute', $3::timestamptz), coalesce(owner_duid, ''), count(*) FROM reached
     WHERE reason = 'no-such-access'
     GROUP BY owner_duid ORDER BY owner_duid
    ON CONFLICT (account_id, minute, duid) DO UPDATE SET count = miss.count + excluded.count)
  SELECT place, reason, id, expiry, earliest_data_date::text AS earliest,
         CASE WHEN state = 'ACTIVE' AND (expiry IS NULL OR expiry > at) THEN latest_data_date::text END
           AS latest
    FROM reached`,
} as const;
