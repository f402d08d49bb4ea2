import type { Db } from '@/lib/db/database';
import type { Customer, Occupancy } from '@/lib/identity-records/occupancy/occupancies';
import { dayAfter, londonDateOf } from '@/lib/platform/calendar';
import {
  customerReleases,
  lastPermittedDays,
  type AskedDays,
  type CustomerRelease,
  type OwnAccess,
  type OwnDays,
} from '@/lib/releases/customer-releases';
import { firstKeptDay } from '@/lib/releases/days';
import type { SeenRow } from './confirmations';
import type { PortalReleaseDay, PortalReleases } from './dto';

/** So many days are shown on a page, the last one included. */
const SHOWN_DAYS = 90;

/**
 * The days of an occupancy. Of what is linked to its own record they go on after a Change of Tenancy that the customer
 * has shown to be false; of all else they end with it.
 */
function daysOf({ ir, tenancy }: Occupancy, row: SeenRow): OwnDays {
  const isOwn = ir !== null && row.ir === ir;
  const end = isOwn ? tenancy.releaseEnd : tenancy.end;
  return { start: londonDateOf(tenancy.start), end: end && londonDateOf(end) };
}

/** The days of the customer's own in which they see this access. */
function ownDays({ occupancies }: Customer, row: SeenRow): OwnDays[] {
  if (row.discovered !== null) return [];
  return occupancies
    .filter(({ ir, isWhole }) => isWhole || row.ir === ir)
    .map((occupancy) => daysOf(occupancy, row))
    .filter(({ start, end }) => end === null || start < end);
}

const toAccess = (customer: Customer, row: SeenRow): OwnAccess => ({
  ak: row.ak,
  days: ownDays(customer, row),
});

/** The last of the days up to today, and the first that is shown; null where none has come. */
function shownDays(days: OwnDays[], at: Date): AskedDays | null {
  const today = londonDateOf(at);
  const ends = days
    .filter(({ start }) => start <= today)
    .map(({ end }) => (end === null || end > today ? today : dayAfter(end, -1)));
  const to = ends.sort().at(-1);
  const first = days.map(({ start }) => start).sort()[0];
  if (to === undefined || first === undefined) return null;
  const from = dayAfter(to, 1 - SHOWN_DAYS);
  return { from: first > from ? first : from, to };
}

/** Whether it was asked for after the access had ended, as the customer sees it. */
function isLate(
  { reason, lastAt }: CustomerRelease,
  { state, revokedAt, expiry }: SeenRow,
): boolean {
  const endedAt = revokedAt ?? (state === 'EXPIRED' ? expiry : null);
  return reason === 'ended' && endedAt !== null && lastAt >= endedAt;
}

/** Adds up what one Data Provider was answered on one day; the newest day first, as they come. */
function toDays(releases: CustomerRelease[], row: SeenRow): PortalReleaseDay[] {
  const days = new Map<string, PortalReleaseDay>();
  for (const release of releases) {
    const { day, provider, providerId, reason, count } = release;
    const key = `${day} ${providerId}`;
    const known = days.get(key) ?? { day, provider, allowed: 0, refused: 0, late: 0 };
    const isAllowed = reason === 'permitted';
    days.set(key, {
      ...known,
      allowed: known.allowed + (isAllowed ? count : 0),
      refused: known.refused + (isAllowed ? 0 : count),
      late: known.late + (isLate(release, row) ? count : 0),
    });
  }
  return [...days.values()];
}

function lastOf(releases: CustomerRelease[]): PortalReleases['last'] {
  const [last] = [...releases].sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
  if (!last) return null;
  const { provider, lastAt, reason } = last;
  return { provider, at: lastAt.toISOString(), isAllowed: reason === 'permitted' };
}

/**
 * What was asked about one access in the last days of the customer's own
 * (docs/ceremonies.md#when-data-was-asked-for); null of what nobody registered and where no day has come.
 */
export async function recordReleases(
  db: Db,
  customer: Customer,
  row: SeenRow,
  at: Date,
): Promise<PortalReleases | null> {
  const access = toAccess(customer, row);
  const shown = shownDays(access.days, at);
  if (!shown) return null;
  const releases = await customerReleases(db, [access], shown);
  return { ...shown, last: lastOf(releases), days: toDays(releases, row) };
}

/** On which day data was last permitted to be released of each access, in the last 90 days; by access key. */
export async function lastReleasedDays(
  db: Db,
  customer: Customer,
  rows: SeenRow[],
  at: Date,
): Promise<Map<string, string>> {
  const to = londonDateOf(at);
  const accesses = rows.map((row) => toAccess(customer, row));
  return lastPermittedDays(db, accesses, { from: dayAfter(to, 1 - SHOWN_DAYS), to });
}

/** All days on which accesses were asked for whose decisions are kept, by access key. */
export async function allReleaseDays(
  db: Db,
  customer: Customer,
  rows: SeenRow[],
  at: Date,
): Promise<Map<string, PortalReleaseDay[]>> {
  const accesses = rows.map((row) => toAccess(customer, row));
  const kept = { from: firstKeptDay(at), to: londonDateOf(at) };
  const releases = await customerReleases(db, accesses, kept);
  return new Map(
    rows.map((row) => {
      const own = releases.filter(({ ak }) => ak === row.ak);
      return [row.ak, toDays(own, row)];
    }),
  );
}
