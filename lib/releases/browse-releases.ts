import { db } from '@/lib/db/database';
import type { Prisma } from '@/lib/db/generated/client';
import { formatDate, londonDateOf, parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { firstKeptDay } from './days';
import { toRelease } from './dto';
import { releaseCursors } from './list-releases';
import type { BrowseReleasesQuery } from './release-schemas';

function whereBefore(cursor: string | undefined): Prisma.ReleaseDecisionWhereInput {
  if (cursor === undefined) return {};
  const [day, at, id] = releaseCursors.fromCursor(cursor);
  const firstAt = new Date(at);
  return {
    day: { lte: parseDate(day) },
    OR: [
      { day: { lt: parseDate(day) } },
      { firstAt: { lt: firstAt } },
      { firstAt, id: { lt: id } },
    ],
  };
}

/** What a Data Provider asked and was answered, the last first, from the day `until` back. */
export async function browseReleases(
  accountId: string,
  { until, cursor, limit }: BrowseReleasesQuery,
) {
  const at = now();
  const kept = {
    gte: parseDate(firstKeptDay(at)),
    lte: parseDate(until ?? londonDateOf(at)),
  };
  const rows = await db().releaseDecision.findMany({
    where: { accountId, AND: [{ day: kept }, whereBefore(cursor)] },
    orderBy: [{ day: 'desc' }, { firstAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next =
    last && releaseCursors.toCursor([formatDate(last.day), last.firstAt.toISOString(), last.id]);
  return {
    releases: shown.map(toRelease),
    'next-cursor': rows.length > shown.length ? (next ?? null) : null,
  };
}
