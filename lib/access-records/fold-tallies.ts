import { db } from '@/lib/db/database';

/**
 * Folds the tallies of each owner, state and legal basis into one row, and answers how many rows were
 * removed. The sum that a count reads does not change.
 */
export async function foldTallies(): Promise<number> {
  return db().$executeRaw`
    WITH many AS (
      SELECT account_id, state, legal_basis FROM access_record_tallies
       GROUP BY account_id, state, legal_basis HAVING count(*) > 1),
    held AS MATERIALIZED (
      SELECT tally.id FROM access_record_tallies tally
        JOIN many ON many.account_id = tally.account_id AND many.state = tally.state
         AND many.legal_basis IS NOT DISTINCT FROM tally.legal_basis
         FOR UPDATE OF tally SKIP LOCKED),
    gone AS (
      DELETE FROM access_record_tallies tally USING held WHERE tally.id = held.id
      RETURNING tally.account_id, tally.state, tally.legal_basis, tally.amount)
    INSERT INTO access_record_tallies (account_id, state, legal_basis, amount)
    SELECT account_id, state, legal_basis, sum(amount) FROM gone
     GROUP BY account_id, state, legal_basis HAVING sum(amount) <> 0`;
}
