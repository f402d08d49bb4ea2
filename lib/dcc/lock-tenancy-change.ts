import type { Tx } from '@/lib/db/database';
import type { TenancyChange } from '@/lib/db/generated/client';
import { parseDate } from '@/lib/platform/calendar';
import { lockMeterPoint } from '@/lib/sightings/lock-meter-point';
import type { ChangeOfTenancyInput } from './schemas';

/** By which a report of a Change of Tenancy is known. */
export interface TenancyChangeKey {
  mpxn: string;
  effectiveDate: Date;
  sourceReference: string;
}

/**
 * Has one report of a meter point at a time, until the transaction ends, and reads what is known of this one.
 *
 * @returns `known` null when it was never reported
 */
export async function lockTenancyChange(
  tx: Tx,
  input: ChangeOfTenancyInput,
): Promise<{ key: TenancyChangeKey; known: TenancyChange | null }> {
  const key = {
    mpxn: input.mpxn,
    effectiveDate: parseDate(input['effective-date']),
    sourceReference: input['source-reference'],
  };
  await lockMeterPoint(tx, key.mpxn);
  const known = await tx.tenancyChange.findUnique({
    where: { mpxn_effectiveDate_sourceReference: key },
  });
  return { key, known };
}
