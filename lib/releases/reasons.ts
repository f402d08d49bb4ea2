/** One reason for which a release is refused: the first of the table that holds is the answer. */
interface Refusal {
  code: string;
  /** In SQL, over one row of what is known of a question (`facts.ts`). */
  holds: string;
}

/**
 * Why a release is refused, in the order in which it is asked (docs/api/releases.md#reasons). What
 * holds here is read and written by one statement, so that nothing is decided by what stood there before.
 *
 * A key that is unknown, of another meter point or Data User, or only seen by the DCC does not fit, and neither
 * does one that was asked for with too many wrong pairs: all of them are one answer, from one row.
 */
export const refusals: readonly Refusal[] = [
  { code: 'not-understood', holds: `fault = 'not-understood'` },
  { code: 'data-not-named', holds: `fault = 'data-not-named'` },
  { code: 'no-such-access', holds: `NOT fits OR wrong_pairs >= 10` },
  { code: 'organisation-suspended', holds: `owner_status <> 'active'` },
  { code: 'not-started', holds: `registered_at > at` },
  { code: 'ended', holds: `state <> 'ACTIVE' OR expiry <= at OR data_to > latest_data_date` },
  { code: 'data-type-not-covered', holds: `NOT covered @> data_types` },
  {
    code: 'before-occupancy',
    // Where no time of the customer's is known, no day lies in it.
    holds: `NOT is_exempt AND coalesce(data_from < earliest_data_date, true)`,
  },
  { code: 'tenancy-changed', holds: `NOT is_exempt AND data_to >= changed_on` },
];

const cases = refusals
  .map(({ code, holds }) => `WHEN ${holds} THEN '${code}'`)
  .join('\n             ');

/** The reason of a question as an SQL expression; without a refusal the release is permitted. */
export const REASON = `
        CASE ${cases}
             ELSE 'permitted' END`;

/** What can be answered, `permitted` last. */
export const reasons = [
  'not-understood',
  'data-not-named',
  'no-such-access',
  'organisation-suspended',
  'not-started',
  'ended',
  'data-type-not-covered',
  'before-occupancy',
  'tenancy-changed',
  'permitted',
] as const;

export type Reason = (typeof reasons)[number];
