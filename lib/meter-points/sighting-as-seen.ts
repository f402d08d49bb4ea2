import type { DiscoveredAccess } from '@/lib/db/generated/client';
import { londonDateOf, parseDate } from '@/lib/platform/calendar';
import type { SeenRecord } from './find-seen';

/**
 * What the DCC saw, within the customer's own time: no day after it, and no registration that came later.
 */
export function sightingAsSeen(
  sighting: DiscoveredAccess,
  { until, part, registeredAt }: Pick<SeenRecord, 'until' | 'part' | 'registeredAt'>,
): DiscoveredAccess {
  const supersededBy = part === 'warning' ? null : sighting.supersededBy;
  if (until === null) return { ...sighting, supersededBy };
  const lastDay = parseDate(londonDateOf(new Date(until.getTime() - 1)));
  return {
    ...sighting,
    supersededBy,
    firstSeen: parseDate(londonDateOf(registeredAt)),
    lastSeen: sighting.lastSeen > lastDay ? lastDay : sighting.lastSeen,
  };
}
