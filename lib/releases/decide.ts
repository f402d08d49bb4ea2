import { BRIEF_MS, connectionShares } from '@/lib/db/connection-options';
import { queryPrepared } from '@/lib/db/query-prepared';
import { londonDateOf } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { UnavailableError } from '@/lib/platform/errors';
import { processWide } from '@/lib/platform/process-wide';
import { stableHasher } from '@/lib/platform/stable-hash';
import { requireDay } from './days';
import { Gatherer } from './gather';
import { storedKeyOf, type Question } from './question';
import type { Reason } from './reasons';
import { DECIDE } from './statement';

/** The answer to one question, once it is kept. */
export interface Decision {
  id: string;
  reason: Reason;
  /** When the access ends, where it is known to whoever asks; null: no end. */
  expiry: Date | null;
  /** The first and the last day whose data this access can open; null: none is known. */
  earliest: string | null;
  latest: string | null;
}

/** The questions of one request, and the outcome after which the rest are not asked. */
export interface Asked {
  questions: Question[];
  stopsAt: 'deny' | 'permit' | null;
}

interface Row {
  place: number;
  reason: Reason;
  id: string;
  expiry: Date | null;
  earliest: string | null;
  latest: string | null;
}

/** Questions that one statement answers, and that may wait for one. */
const MOST = 1000;
const MOST_WAITING = 20_000;
/** An account's statements hold this part of the connections that a process has for them at the most. */
const SHARE = 1 / 2;

/** The questions of all requests as the statement reads them. */
function toJson(accountId: string, day: string, requests: readonly Asked[]): string {
  const hash = stableHasher('release-decisions');
  let place = 0;
  const rows = requests.flatMap(({ questions, stopsAt }, request) =>
    questions.map((question) => {
      const { fault, key, mpxn, duid, dataTypes, from, to } = question;
      place += 1;
      return {
        place,
        request,
        stops_at: stopsAt,
        fault,
        ak: storedKeyOf(question),
        key_hash: hash(JSON.stringify(['key', key])),
        pair: hash(JSON.stringify(['pair', mpxn, duid])),
        mpxn,
        duid,
        data_types: dataTypes,
        data_from: from,
        data_to: to,
        seed: hash(JSON.stringify([accountId, day, key, mpxn, duid, dataTypes, from, to])),
      };
    }),
  );
  return JSON.stringify(rows);
}

/** The row in which an account's questions with unknown keys are counted on a day. */
function unknownId(accountId: string, day: string): string {
  const hash = stableHasher('release-decisions')(JSON.stringify([accountId, day, 'unknown']));
  return `dec_${Buffer.from(hash, 'base64url').toString('hex').slice(0, 24)}`;
}

/** Gives each request the decisions that it came to. */
function apart(requests: readonly Asked[], rows: Row[]): Decision[][] {
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  let place = 0;
  return requests.map(({ questions }) =>
    questions.flatMap(() => {
      place += 1;
      const row = byPlace.get(place);
      return row ? [row] : [];
    }),
  );
}

async function decideTogether(accountId: string, requests: Asked[]): Promise<Decision[][]> {
  const at = now();
  const day = londonDateOf(at);
  await requireDay(day);
  const asked = toJson(accountId, day, requests);
  const values = [asked, accountId, at.toISOString(), day, unknownId(accountId, day)];
  const sentAt = performance.now();
  const { rows } = await queryPrepared<Row>({ ...DECIDE, values, isBrief: true });
  // Whoever reads the changes five seconds after one must find all permits that were decided without it: the
  // server gives a statement up before, and what waited for its commit longer is not answered.
  if (performance.now() - sentAt > BRIEF_MS) throw new UnavailableError('a decision took too long');
  return apart(requests, rows);
}

function gatherer(): Gatherer<Asked, Decision[]> {
  return processWide(
    'release-gatherer',
    () =>
      new Gatherer<Asked, Decision[]>({
        parallel: Math.max(1, Math.floor(connectionShares().brief * SHARE)),
        most: MOST,
        mostWaiting: MOST_WAITING,
        weigh: ({ questions }) => questions.length,
        run: decideTogether,
      }),
  );
}

/**
 * Decides the questions of one request and keeps each answer before it is given
 * (docs/api/releases.md#what-is-kept). Those that come in together are read and written by one
 * statement, which starts after all of them have come in. Nothing is remembered from one to the next.
 *
 * @returns a decision for each question up to the one at which the request stops
 * @throws {RateLimitError} {@link UnavailableError}
 */
export async function decide(accountId: string, asked: Asked): Promise<Decision[]> {
  if (asked.questions.length === 0) return [];
  return gatherer().add(accountId, asked);
}
