import type { Tx } from '@/lib/db/database';
import { lockMeterPoint } from '@/lib/sightings/lock-meter-point';
import { kindsOfChange, readReaches } from './reach';
import { recordReleaseChanges } from './record-changes';

/**
 * Runs what may open ACTIVE accesses at a meter point for fewer data or days than before, or for days again, and
 * writes what Data Providers are told of it (docs/api/releases.md#changes). One at a time for a meter point, and no
 * access is registered there meanwhile: else neither would know of the other.
 *
 * @param mpxn null when it is not known any more: then no access at it is ACTIVE
 */
export async function whileReachChanges<T>(
  tx: Tx,
  mpxn: string | null,
  change: () => Promise<T>,
): Promise<T> {
  if (mpxn === null) return change();
  await lockMeterPoint(tx, mpxn);
  const before = await readReaches(tx, mpxn);
  const result = await change();
  if (before.length === 0) return result;
  const after = new Map((await readReaches(tx, mpxn)).map((reach) => [reach.ak, reach]));
  const changes = before.flatMap((former) => {
    const { ak } = former;
    const latter = after.get(ak);
    return latter ? kindsOfChange(former, latter).map((kind) => ({ ak, kind })) : [];
  });
  await recordReleaseChanges(tx, changes);
  return result;
}
