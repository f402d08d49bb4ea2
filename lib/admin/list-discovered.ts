import { db } from '@/lib/db/database';
import type { DiscoveredAccess, Prisma } from '@/lib/db/generated/client';
import { normaliseMpxn } from '@/lib/vocabulary/mpxn';
import { formatDate } from '@/lib/platform/calendar';
import { fromCursor, toCursor } from '@/lib/platform/cursor';
import type { SeenListItem } from './dto';
import type { ListDiscoveredQuery } from './schemas';

/** The sightings that `q` names: it is the DCC's reference of an organisation, else a meter point. */
async function whereQ(q: string): Promise<Prisma.AccessRecordWhereInput> {
  const ofOrganisation = { organisationReference: q };
  const known = await db().discoveredAccess.findFirst({ where: ofOrganisation });
  return known ? { discovered: ofOrganisation } : { mpxn: normaliseMpxn(q) ?? '' };
}

function toItem(ak: string, reportedAt: Date, seen: DiscoveredAccess): SeenListItem {
  return {
    ak,
    mpxn: seen.mpxn,
    organisationName: seen.organisationName,
    organisationReference: seen.organisationReference,
    firstSeen: formatDate(seen.firstSeen),
    lastSeen: formatDate(seen.lastSeen),
    sourceReference: seen.sourceReference,
    supersededBy: seen.supersededBy,
    reportedAt: reportedAt.toISOString(),
  };
}

/** What the DCC saw and nobody had registered, the newest report first, a page at a time. */
export async function listDiscovered(query: ListDiscoveredQuery) {
  const after = query.cursor ? fromCursor(query.cursor) : null;
  const rows = await db().accessRecord.findMany({
    where: {
      state: 'DISCOVERED',
      AND: [
        query.q ? await whereQ(query.q.trim()) : {},
        query.only === 'open' ? { discovered: { supersededBy: null } } : {},
        query.only === 'registered' ? { discovered: { supersededBy: { not: null } } } : {},
        after
          ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, ak: { lt: after.id } }] }
          : {},
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { ak: 'desc' }],
    take: query.limit + 1,
    select: { ak: true, createdAt: true, discovered: true },
  });
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.flatMap(({ ak, createdAt, discovered }) =>
      discovered ? [toItem(ak, createdAt, discovered)] : [],
    ),
    'next-cursor':
      rows.length > shown.length && last ? toCursor({ at: last.createdAt, id: last.ak }) : null,
  };
}
