import { reportDiscoveredAccess } from '@/lib/dcc/report-discovered-access';
import { changeTenancy } from '@/lib/dcc/change-tenancy';
import { changeOfTenancySchema, discoveredAccessSchema } from '@/lib/dcc/schemas';
import { db } from '@/lib/db/database';
import { dayFrom } from './day-from';

const NETWORK = 'meter-network';

/** What the DCC saw: an organisation that never registered, and one that did afterwards. */
const sightings = [
  {
    mpxn: '1900000010045',
    'organisation-name': 'Wattwatch Analytics',
    'organisation-reference': 'OTH-WATT',
    seen: [-140, -6],
    'data-types-observed': ['HH-CONSUMPTION'],
    'source-reference': 'NET-2301',
  },
  {
    mpxn: '1900000010045',
    'organisation-name': 'Solara Homes',
    'organisation-reference': 'OTH-SOLA',
    seen: [-60, -16],
    'data-types-observed': ['HH-CONSUMPTION', 'HH-EXPORT'],
    'source-reference': 'NET-2302',
  },
] as const;

const move = { mpxn: '1900000010037', daysAgo: 200, 'source-reference': 'COT-0417' };

/** Makes the reports of the network operator, except for those that an earlier load has made. */
export async function reportFromNetwork(start: Date): Promise<void> {
  for (const { seen, ...sighting } of sightings) {
    const known = await db().discoveredAccess.findFirst({
      where: {
        mpxn: sighting.mpxn,
        organisationReference: sighting['organisation-reference'],
      },
    });
    if (known) continue;
    const dates = { 'first-seen': dayFrom(start, seen[0]), 'last-seen': dayFrom(start, seen[1]) };
    const report = discoveredAccessSchema.parse({ ...sighting, ...dates });
    await reportDiscoveredAccess(NETWORK, report);
  }
}

/** Reports the Change of Tenancy once. */
export async function reportMove(start: Date): Promise<void> {
  const { mpxn, daysAgo, 'source-reference': sourceReference } = move;
  if (await db().tenancyChange.findFirst({ where: { mpxn, sourceReference } })) return;
  const report = changeOfTenancySchema.parse({
    mpxn,
    'effective-date': dayFrom(start, -daysAgo),
    'source-reference': sourceReference,
  });
  await changeTenancy(NETWORK, report);
}
