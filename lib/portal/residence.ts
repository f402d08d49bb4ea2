import type { Db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import {
  findTenancyChanges,
  openChanges,
  type TenancyChanges,
} from '@/lib/identity-records/occupancy/tenancy';
import { dayAfter, formatDate, londonDateOf, parseDate } from '@/lib/platform/calendar';
import type { PortalResidence } from './dto';
import { provedRecords } from './proved';

/** An own Identity Record of the session's at its meter point, and the changes after its time began. */
export interface ResidenceRecord {
  ir: string;
  changes: TenancyChanges;
  /** Those that are not answered, in order. */
  open: Date[];
}

/**
 * The records of the session's last time at its meter point. Of an earlier time a change was true: the customer
 * had moved out, and lives there again by another record.
 */
export async function lastTimeOf(
  db: Db,
  session: PortalSession,
  today: Date,
): Promise<ResidenceRecord[]> {
  const proved = await provedRecords(db, session);
  const mpxn = proved.find(({ ir }) => ir === session.ir)?.mpxn ?? null;
  const found: ResidenceRecord[] = [];
  for (const record of proved) {
    if (mpxn === null || record.mpxn !== mpxn) continue;
    const changes = await findTenancyChanges(db, record, today);
    if (!changes || changes.asOf > today) continue;
    found.push({ ir: record.ir, changes, open: openChanges(changes) });
  }
  const last = Math.max(...found.map(({ changes }) => changes.asOf.getTime()));
  return found.filter(({ changes }) => changes.asOf.getTime() === last);
}

const daysOf = (dates: Date[]) => [...new Set(dates.map(formatDate))].sort();

/** What was reported of a move after the customer's, and what they can do about it. */
export async function viewResidence(
  db: Db,
  session: PortalSession,
  at: Date,
): Promise<PortalResidence> {
  const today = londonDateOf(at);
  const records = await lastTimeOf(db, session, parseDate(today));
  const open = daysOf(records.flatMap((record) => record.open));
  const proven = daysOf(records.flatMap(({ changes }) => changes.provenOn ?? []));
  const [first] = open;
  return {
    provedBy: session.provedBy,
    open,
    provenOn: proven.at(-1) ?? null,
    answerableFrom: first ? dayAfter(first, 1) : null,
    isAnswerable: first !== undefined && first < today,
  };
}
