import type { Db } from '@/lib/db/database';
import { mpxnEnding } from '@/lib/vocabulary/mpxn';
import { formatDate } from '@/lib/platform/calendar';
import { stableHash } from '@/lib/platform/stable-hash';
import type { MeterPointChoice } from './dto';
import { provedCustomers, provedRecords, type Proof } from './proved';

/** One meter point that a proof opens, and what a session is bound to when it is chosen. */
export interface OpenMeterPoint {
  mpxn: string;
  /** The latest of the proved records there. */
  ir: string | null;
  customerId: string | null;
  movedIn: Date | null;
}

/** The meter points that a proof opens, each once. */
export async function openMeterPoints(db: Db, proof: Proof): Promise<OpenMeterPoint[]> {
  const found = new Map<string, OpenMeterPoint>();
  for (const { ir, mpxn, moveInDate } of await provedRecords(db, proof)) {
    if (mpxn !== null) found.set(mpxn, { mpxn, ir, customerId: null, movedIn: moveInDate });
  }
  for (const { id, mpxn } of await provedCustomers(db, proof)) {
    found.set(mpxn, { mpxn, ir: null, customerId: id, movedIn: null });
  }
  return [...found.values()];
}

/** A pseudonym for a meter point in the choice between several, from which its number cannot be guessed. */
export function meterPointHandle(mpxn: string): string {
  return stableHash('portal-meter-point', mpxn).slice(0, 22);
}

export function toChoice({ mpxn, movedIn }: OpenMeterPoint): MeterPointChoice {
  return {
    handle: meterPointHandle(mpxn),
    ending: mpxnEnding(mpxn),
    movedIn: movedIn ? formatDate(movedIn) : null,
  };
}
