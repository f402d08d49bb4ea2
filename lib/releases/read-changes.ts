import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { ValidationError } from '@/lib/platform/errors';
import { firstKeptDay } from './days';
import type { ReleaseChange } from './release-schemas';

/** Numbers that one statement looks through, whoever the changes concern. */
const WINDOW = 5000;
/** Changes of one answer. */
const MOST = 500;

/**
 * The numbers that Data Providers may see. A change is shown five seconds after it was numbered, and so after it was
 * committed: by then every permit that was decided without it is there to be found, since a decision is given up
 * after four (docs/api/releases.md#changes).
 */
const SHOWN = `
  SELECT coalesce((SELECT min(sequence) FROM release_changes), head.sequence + 1) AS first,
         coalesce(
           (SELECT sequence FROM release_changes
             WHERE sequence IS NOT NULL AND numbered_at <= clock_timestamp() - interval '5 seconds'
             ORDER BY sequence DESC LIMIT 1),
           (SELECT min(sequence) - 1 FROM release_changes),
           head.sequence) AS last,
         head.sequence AS given
    FROM release_change_head head WHERE head.id = 1`;

interface Shown {
  /** The first number whose change is still kept. */
  first: number;
  /** The last that is shown. */
  last: number;
  /** The last that was given. */
  given: number;
}

async function readShown(): Promise<Shown> {
  const [row] = await db().$queryRawUnsafe<{ first: bigint; last: bigint; given: bigint }[]>(SHOWN);
  if (!row) throw new Error('the head of the changes is missing');
  return { first: Number(row.first), last: Number(row.last), given: Number(row.given) };
}

/** The last number that is shown. */
export async function lastShown(): Promise<number> {
  return (await readShown()).last;
}

interface Row {
  sequence: bigint;
  ak: string | null;
  duid: string | null;
  kind: ReleaseChange['change'];
  at: Date;
}

/** Of the numbers after `after`, up to `last`, the changes that concern the Data Provider. */
async function readConcerning(
  accountId: string,
  { after, last }: { after: number; last: number },
): Promise<Row[]> {
  const since = firstKeptDay(now());
  // By sub-selects with a limit: PostgreSQL would read all permits of the account for a join.
  return db().$queryRaw<Row[]>`
    SELECT change.sequence, change.ak, change.kind::text AS kind, change.at,
           (SELECT duid FROM accounts WHERE id = change.account_id) AS duid
      FROM release_changes change
     WHERE change.sequence > ${after} AND change.sequence <= ${last}
       AND CASE WHEN change.ak IS NOT NULL
             THEN (SELECT true FROM release_permits permit
                    WHERE permit.account_id = ${accountId} AND permit.ak = change.ak
                      AND permit.last_permitted_on >= ${since}::date LIMIT 1)
             ELSE (SELECT true FROM release_permits permit
                    WHERE permit.account_id = ${accountId} AND permit.owner_id = change.account_id
                      AND permit.last_permitted_on >= ${since}::date LIMIT 1) END
     ORDER BY change.sequence LIMIT ${MOST}`;
}

/** Some changes, and where to go on. */
export interface ChangesPart {
  changes: ReleaseChange[];
  next: number;
  /** Whether everything that is shown was looked at. */
  isWhole: boolean;
}

function toChange({ sequence, ak, duid, kind, at }: Row): ReleaseChange {
  return {
    sequence: Number(sequence),
    ...(ak === null ? { duid: duid ?? undefined } : { ak }),
    change: kind,
    at: at.toISOString(),
  };
}

/**
 * The next part of the changes after the number `after` that concern a Data Provider: of accesses that were
 * permitted to it within thirteen months, by what stands there now.
 *
 * @throws {ValidationError} for a number that was never given
 */
export async function readChanges(accountId: string, after: number): Promise<ChangesPart> {
  const { first, last, given } = await readShown();
  if (after > given) throw ValidationError.field('after', 'is no number that was given');
  const start = Math.max(after, first - 1);
  if (start >= last) return { changes: [], next: Math.max(after, last), isWhole: true };
  const end = Math.min(last, start + WINDOW);
  const rows = await readConcerning(accountId, { after: start, last: end });
  const changes = rows.map(toChange);
  const next = rows.length < MOST ? end : (changes.at(-1)?.sequence ?? end);
  return { changes, next, isWhole: next === last };
}
