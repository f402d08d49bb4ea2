import { numberReleaseChanges } from '@/lib/release-changes/number-changes';
import { onUnnumberedChange } from '@/lib/release-changes/wake-numbering';
import { startPeriodic } from './periodic';

/** For what another program wrote, or a process that ended before it could number it. */
const INTERVAL_MS = 10_000;

/** Numbers changes that concern releases, as soon as they are committed. */
export function startChangeNumbering(): () => Promise<void> {
  return startPeriodic('change-numbering', INTERVAL_MS, numberReleaseChanges, onUnnumberedChange);
}
