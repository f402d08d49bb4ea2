import { statutoryBases } from '@/lib/vocabulary/legal-bases';

const STATUTORY_BASES = `(${statutoryBases.map((basis) => `'${basis}'`).join(', ')})`;

/** Whether the access `record` of the account `owner` is bound to no customer's time. */
export const IS_EXEMPT = `coalesce(owner.statutory AND record.legal_basis IN ${STATUTORY_BASES}, false)`;

/** A Change of Tenancy that counts: not one that the DCC took back. */
const CHANGES = `
        SELECT effective_date FROM tenancy_changes
         WHERE mpxn = record.mpxn AND withdrawn_at IS NULL`;

/** A move-in date counts as of the nearest change within 31 days, of two as near the earlier one. */
const AS_OF = `
    coalesce(
      (${CHANGES} AND effective_date BETWEEN person.move_in_date - 31 AND person.move_in_date + 31
        ORDER BY abs(effective_date - person.move_in_date), effective_date LIMIT 1),
      person.move_in_date)`;

/**
 * The customer's own time, by the Identity Record that the access `record` is linked to: from its move-in date, but
 * never from before a change that was in effect when it was created, until the next change that no supplier's word
 * has answered (docs/api/releases.md#whose-days). No row where no time is known, or where `condition` does not hold.
 */
export const occupancySql = (condition: string) => `
    SELECT greatest(
             record.earliest_data_date, person.move_in_date,
             (${CHANGES} AND effective_date <= (person.created_at AT TIME ZONE 'Europe/London')::date
               ORDER BY effective_date DESC LIMIT 1)) AS earliest_data_date,
           (${CHANGES} AND effective_date > as_of.day
               AND effective_date >= coalesce(
                 (SELECT max(proven_on) FROM residence_proofs proof WHERE proof.ir = person.ir),
                 '-infinity')
             ORDER BY effective_date LIMIT 1) AS changed_on
      FROM identity_records person
     CROSS JOIN LATERAL (SELECT ${AS_OF} AS day) AS as_of
     WHERE ${condition} AND person.ir = record.ir AND person.voided_at IS NULL AND person.move_in_date IS NOT NULL
     LIMIT 1`;
