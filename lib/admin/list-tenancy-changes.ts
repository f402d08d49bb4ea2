import { z } from 'zod';
import { db } from '@/lib/db/database';
import { Prisma, type TenancyChange } from '@/lib/db/generated/client';
import { normaliseMpxn } from '@/lib/vocabulary/mpxn';
import { formatDate } from '@/lib/platform/calendar';
import { ValidationError } from '@/lib/platform/errors';
import { dateSchema, timeSchema } from '@/lib/platform/schema-parts';
import type { ListedTenancyChange } from './dto';
import type { ListTenancyQuery } from './schemas';

type Key = Pick<TenancyChange, 'receivedAt' | 'mpxn' | 'effectiveDate' | 'sourceReference'>;

const positionSchema = z.tuple([timeSchema, z.string(), dateSchema, z.string()]);
type Position = z.output<typeof positionSchema>;

function toCursor({ receivedAt, mpxn, effectiveDate, sourceReference }: Key): string {
  const position: Position = [
    receivedAt.toISOString(),
    mpxn,
    formatDate(effectiveDate),
    sourceReference,
  ];
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function fromCursor(cursor: string): Position {
  try {
    return positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw Object.assign(ValidationError.field('cursor', 'is not one of this list'), { cause });
  }
}

function whereAfter(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`TRUE`;
  const [at, mpxn, date, reference] = fromCursor(cursor);
  return Prisma.sql`(received_at, mpxn, effective_date, source_reference)
    < (${new Date(at)}, ${mpxn}, ${date}::date, ${reference})`;
}

function toItem(row: Omit<TenancyChange, 'affectedAks'>): ListedTenancyChange {
  return {
    mpxn: row.mpxn,
    effectiveDate: formatDate(row.effectiveDate),
    sourceReference: row.sourceReference,
    receivedAt: row.receivedAt.toISOString(),
    activeRecordsAffected: row.activeRecordsAffected,
    dataUsersNotified: row.dataUsersNotified,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  };
}

/** Changes of tenancy, the last received first, a page at a time; `mpxn` narrows to one meter point. */
export async function listTenancyChanges(query: ListTenancyQuery) {
  const mpxn = query.mpxn === undefined ? null : (normaliseMpxn(query.mpxn) ?? '');
  const rows = await db().$queryRaw<Omit<TenancyChange, 'affectedAks'>[]>`
    SELECT mpxn, effective_date AS "effectiveDate", source_reference AS "sourceReference",
           received_at AS "receivedAt", active_records_affected AS "activeRecordsAffected",
           data_users_notified AS "dataUsersNotified", withdrawn_at AS "withdrawnAt"
      FROM tenancy_changes
     WHERE ${mpxn === null ? Prisma.sql`TRUE` : Prisma.sql`mpxn = ${mpxn}`}
       AND ${whereAfter(query.cursor)}
     ORDER BY received_at DESC, mpxn DESC, effective_date DESC, source_reference DESC
     LIMIT ${query.limit + 1}`;
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    'next-cursor': rows.length > shown.length && last ? toCursor(last) : null,
  };
}
