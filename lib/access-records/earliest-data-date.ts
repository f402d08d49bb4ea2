import type { Tx } from '@/lib/db/database';
import type { AccessRecord } from '@/lib/db/generated/client';
import { findChanges } from '@/lib/identity-records/occupancy/occupancy-start';
import { londonDateOf, parseDate } from '@/lib/platform/calendar';

/**
 * From which day on a record may open data as it is linked now: from the move-in date of its Identity Record, but
 * not from before a Change of Tenancy that was in effect when that was created, nor from before what an earlier
 * link of it left (docs/api/releases.md#whose-days).
 *
 * @returns null when no day is known
 */
async function earliestDataDate(tx: Tx, record: AccessRecord): Promise<Date | null> {
  const { ir, mpxn, earliestDataDate: left } = record;
  const person = ir === null ? null : await tx.identityRecord.findUnique({ where: { ir } });
  if (!person || mpxn === null) return left;
  const created = parseDate(londonDateOf(person.createdAt));
  const changes = await findChanges(tx, mpxn);
  const inEffect = changes.findLast((change) => change <= created) ?? null;
  const days = [left, person.moveInDate, inEffect].filter((day) => day !== null);
  return days.sort((one, other) => other.getTime() - one.getTime())[0] ?? null;
}

/**
 * What a replacement leaves of the days before: linking another Identity Record never reaches further back than
 * the link before it did, unless the customer has confirmed it.
 */
export async function earliestAfterReplacement(
  tx: Tx,
  record: AccessRecord,
  { ir, isNewlyConfirmed }: { ir: string | null; isNewlyConfirmed: boolean },
): Promise<{ earliestDataDate?: Date | null }> {
  if (isNewlyConfirmed) return { earliestDataDate: null };
  if (ir === record.ir) return {};
  return { earliestDataDate: await earliestDataDate(tx, record) };
}
