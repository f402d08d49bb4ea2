import type { Tx } from '@/lib/db/database';
import type { ReleaseChangeKind } from '@/lib/db/generated/client';
import { IS_EXEMPT, occupancySql } from './occupancy';

/** What of an ACTIVE access decides which releases it permits. */
export interface Reach {
  ak: string;
  dataTypes: string[];
  registeredAt: Date;
  expiry: Date | null;
  /** Bound to no customer's time. */
  isExempt: boolean;
  /** The customer's own time, as far as it is known: its first day and the day after its last, or null: open. */
  from: string | null;
  until: string | null;
}

const REACH = `
  SELECT record.ak, record.registered_at AS "registeredAt", record.expiry, ${IS_EXEMPT} AS "isExempt",
         ARRAY(SELECT json_array_elements_text(record.document #> '{processing,data-types}')) AS "dataTypes",
         occupancy.earliest_data_date::text AS "from", occupancy.changed_on::text AS until
    FROM access_records record
    JOIN accounts owner ON owner.id = record.account_id
    LEFT JOIN LATERAL (${occupancySql('true')}) occupancy ON true
   WHERE record.mpxn = $1 AND record.state = 'ACTIVE'
   ORDER BY record.ak`;

/** The reach of every ACTIVE access at a meter point. */
export async function readReaches(tx: Tx, mpxn: string): Promise<Reach[]> {
  return tx.$queryRawUnsafe<Reach[]>(REACH, mpxn);
}

const NEVER = '9999-12-31';

/** The days of a reach: from the first on, before the last. Where no time is known, no day lies in it. */
function daysOf({ isExempt, from, until }: Reach): { from: string; until: string } {
  if (isExempt) return { from: '', until: NEVER };
  return { from: from ?? NEVER, until: until ?? NEVER };
}

const timeOf = (time: Date | null) => time?.getTime() ?? Infinity;

function isNarrower(before: Reach, after: Reach): boolean {
  return (
    before.dataTypes.some((type) => !after.dataTypes.includes(type)) ||
    timeOf(after.registeredAt) > timeOf(before.registeredAt) ||
    timeOf(after.expiry) < timeOf(before.expiry) ||
    daysOf(after).from > daysOf(before).from
  );
}

/** Whether a Change of Tenancy cuts days off, or gives them back. A time that is not known says neither. */
function tenancyKind(before: Reach, after: Reach): ReleaseChangeKind | null {
  const [former, latter] = [daysOf(before), daysOf(after)];
  if (former.from === NEVER || latter.from === NEVER) return null;
  if (latter.until < former.until) return 'tenancy_changed';
  return latter.until > former.until ? 'tenancy_restored' : null;
}

/** What a Data Provider is told of an access whose reach was `before` and is `after`. */
export function kindsOfChange(before: Reach, after: Reach): ReleaseChangeKind[] {
  const tenancy = tenancyKind(before, after);
  return [
    ...(isNarrower(before, after) ? (['narrowed'] as const) : []),
    ...(tenancy ? [tenancy] : []),
  ];
}
