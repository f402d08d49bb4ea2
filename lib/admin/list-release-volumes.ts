import { db } from '@/lib/db/database';
import { dayAfter, londonDateOf } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { TOTAL_DAYS } from '@/lib/releases/read-provider-totals';
import type { ReleaseVolume } from './dto';
import type { ListReleaseVolumesQuery } from './schemas';

interface Row {
  id: string;
  displayName: string;
  today: bigint;
  yesterday: bigint;
  permitted: bigint;
  refused: bigint;
}

/**
 * How much each Data Provider asked today, yesterday and in the last thirty days, by account id, a page at a
 * time. `cursor` is the last id of the page before.
 */
export async function listReleaseVolumes({ cursor = '', limit }: ListReleaseVolumesQuery) {
  const today = londonDateOf(now());
  const rows = await db().$queryRaw<Row[]>`
    SELECT account.id, account.display_name AS "displayName", total.*
      FROM (SELECT id, display_name FROM accounts
             WHERE role = 'data_provider' AND id > ${cursor} ORDER BY id LIMIT ${limit + 1}) account
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(count) FILTER (WHERE day = ${today}::date), 0)::bigint AS today,
              coalesce(sum(count) FILTER (WHERE day = ${today}::date - 1), 0)::bigint AS yesterday,
              coalesce(sum(count) FILTER (WHERE reason = 'permitted'), 0)::bigint AS permitted,
              coalesce(sum(count) FILTER (WHERE reason <> 'permitted'), 0)::bigint AS refused
         FROM release_provider_totals
        WHERE account_id = account.id AND day >= ${dayAfter(today, 1 - TOTAL_DAYS)}::date) total
     ORDER BY account.id`;
  const shown = rows.slice(0, limit);
  return {
    volumes: shown.map(({ id, displayName, ...counts }): ReleaseVolume => ({
      account: { id, displayName },
      today: Number(counts.today),
      yesterday: Number(counts.yesterday),
      permitted: Number(counts.permitted),
      refused: Number(counts.refused),
    })),
    'next-cursor': rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
  };
}
