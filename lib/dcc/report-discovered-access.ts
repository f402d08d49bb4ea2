import { lockMeterPoint } from '@/lib/sightings/lock-meter-point';
import { lockOrganisation, supersedeSightings } from '@/lib/sightings/supersede-sightings';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { DiscoveredAccess, Prisma } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { formatDate, londonMidnight, parseDate } from '@/lib/platform/calendar';
import { DAY_MS, now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import type { DiscoveredAccessInput } from './schemas';

/** What verify answers of an access that nobody registered: a denial, in the form of a record. */
function toDocument(seen: DiscoveredAccess): Prisma.InputJsonObject {
  return {
    'record-metadata': {
      'schema-version': '1',
      'controller-arrangement': {
        'arrangement-type': 'sole',
        'art26-reference': null,
        controllers: [{ name: seen.organisationName, role: 'sole' }],
      },
      'identity-record-ref': null,
    },
    notice: null,
    processing: { 'data-types': seen.dataTypes },
    'access-event': {
      state: 'DISCOVERED',
      // A day has no instant: whoever reads the date of this time reads that day.
      'registered-at': seen.firstSeen.toISOString(),
      expiry: null,
      consent: null,
    },
  };
}

function widened(
  before: DiscoveredAccess | null,
  input: DiscoveredAccessInput,
): Pick<DiscoveredAccess, 'firstSeen' | 'lastSeen' | 'dataTypes'> {
  const first = input['first-seen'];
  const last = input['last-seen'] ?? first;
  const dates = [
    first,
    last,
    ...(before ? [before.firstSeen, before.lastSeen].map(formatDate) : []),
  ];
  dates.sort();
  return {
    firstSeen: parseDate(dates[0] ?? first),
    lastSeen: parseDate(dates.at(-1) ?? last),
    dataTypes: [...new Set([...(before?.dataTypes ?? []), ...input['data-types-observed']])],
  };
}

async function insertSeen(
  tx: Tx,
  accountId: string,
  input: DiscoveredAccessInput,
): Promise<DiscoveredAccess> {
  const at = now();
  const ak = newId('ak');
  const seen: DiscoveredAccess = {
    ak,
    mpxn: input.mpxn,
    organisationName: input['organisation-name'],
    organisationReference: input['organisation-reference'],
    sourceReference: input['source-reference'],
    supersededBy: null,
    ...widened(null, input),
  };
  await tx.accessRecord.create({
    data: {
      ak,
      accountId,
      mpxn: seen.mpxn,
      state: 'DISCOVERED',
      document: toDocument(seen),
      registeredAt: londonMidnight(seen.firstSeen),
      createdAt: at,
      changes: {
        create: { id: newId('evt'), at, state: 'DISCOVERED', cause: 'discovered', accountId },
      },
    },
  });
  await tx.discoveredAccess.create({ data: seen });
  return seen;
}

/** The history keeps what was replaced: a former occupant sees nothing that was seen after their time. */
async function widen(
  tx: Tx,
  accountId: string,
  before: DiscoveredAccess,
  input: DiscoveredAccessInput,
): Promise<DiscoveredAccess> {
  const seen = { ...before, ...widened(before, input) };
  const { firstSeen, lastSeen, dataTypes } = seen;
  const hasChanged =
    firstSeen.getTime() !== before.firstSeen.getTime() ||
    lastSeen.getTime() !== before.lastSeen.getTime() ||
    dataTypes.length !== before.dataTypes.length;
  if (!hasChanged) return seen;
  const at = now();
  const { replacedAt } = await tx.accessRecord.findUniqueOrThrow({
    where: { ak: seen.ak },
    select: { replacedAt: true },
  });
  await tx.discoveredAccess.update({
    where: { ak: seen.ak },
    data: { firstSeen, lastSeen, dataTypes },
  });
  await tx.accessRecord.update({
    where: { ak: seen.ak },
    data: {
      document: toDocument(seen),
      registeredAt: londonMidnight(firstSeen),
      replacedAt: at,
      changes: {
        create: {
          id: newId('evt'),
          ...{ at, state: 'DISCOVERED', cause: 'widened', accountId },
          replaced: toDocument(before),
          replacedRegisteredAt: londonMidnight(before.firstSeen),
          replacedExpiry: londonMidnight(new Date(before.lastSeen.getTime() + DAY_MS)),
          replacedSince: replacedAt,
        },
      },
    },
  });
  return seen;
}

/**
 * Notes an access that the DCC saw at a meter point. A known organisation there is widened: its dates,
 * its types; what it said before stays in the history. When that organisation is registered already it is
 * superseded at once (docs/api/dcc.md#accesses-that-were-seen).
 */
export async function reportDiscoveredAccess(accountId: string, input: DiscoveredAccessInput) {
  return inTransaction(async (tx) => {
    await lockOrganisation(tx, input['organisation-reference']);
    await lockMeterPoint(tx, input.mpxn);
    const reference = {
      mpxn: input.mpxn,
      organisationReference: input['organisation-reference'],
    };
    const before = await tx.discoveredAccess.findUnique({
      where: { mpxn_organisationReference: reference },
    });
    const seen = before
      ? await widen(tx, accountId, before, input)
      : await insertSeen(tx, accountId, input);
    await supersedeSightings(tx, { mpxn: input.mpxn });
    await recordAudit(tx, {
      type: 'access-record.discovered',
      accountId,
      ak: seen.ak,
      detail: { known: before !== null },
    });
    return { isNew: before === null, ak: seen.ak };
  });
}
