import { z } from 'zod';
import { db } from '@/lib/db/database';
import type { Prisma } from '@/lib/db/generated/client';
import { formatDate, parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { cursorsOf } from '@/lib/platform/cursor';
import { dateSchema, idSchema, timeSchema } from '@/lib/platform/schema-parts';
import { firstKeptDay } from './days';
import { toRelease } from './dto';
import type { ListReleasesQuery } from './release-schemas';

/** Where a page of decisions ended. */
export const releaseCursors = cursorsOf(z.tuple([dateSchema, timeSchema, idSchema('dec')]));

function whereAfter(cursor: string | undefined): Prisma.ReleaseDecisionWhereInput {
  if (cursor === undefined) return {};
  const [day, at, id] = releaseCursors.fromCursor(cursor);
  const firstAt = new Date(at);
  return {
    day: { gte: parseDate(day) },
    OR: [
      { day: { gt: parseDate(day) } },
      { firstAt: { gt: firstAt } },
      { firstAt, id: { gt: id } },
    ],
  };
}

/**
 * What a Data Provider asked and was answered, by day and in the order of first asking
 * (docs/api/releases.md#what-you-asked).
 */
export async function listReleases(accountId: string, query: ListReleasesQuery) {
  const first = [query.since ?? '', firstKeptDay(now())].sort().at(-1) ?? '';
  const rows = await db().releaseDecision.findMany({
    where: { accountId, AND: [{ day: { gte: parseDate(first) } }, whereAfter(query.cursor)] },
    orderBy: [{ day: 'asc' }, { firstAt: 'asc' }, { id: 'asc' }],
    take: query.limit + 1,
  });
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const next =
    last && releaseCursors.toCursor([formatDate(last.day), last.firstAt.toISOString(), last.id]);
  return {
    releases: shown.map(toRelease),
    'next-cursor': rows.length > shown.length ? (next ?? null) : null,
  };
}
