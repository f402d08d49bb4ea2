import { meterPointTrace } from '@/lib/audit/meter-point-trace';
import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { consumeLimits, requireLeft, type LimitUse } from '@/lib/limits/consume-limits';
import { findOccupantRecords } from '@/lib/identity-records/occupancy/current-occupant';
import { now } from '@/lib/platform/clock';
import { NotFoundError } from '@/lib/platform/errors';
import { isMethodAvailable } from './available-methods';
import type { StartInput } from '@/lib/reidentification/schemas';
import { requireFittingStart } from './require-fitting-start';
import { startReidentification } from './start-reidentification';

/**
 * Starts a re-identification of a meter point's current occupant, whoever registered it
 * (docs/api/re-identification.md#the-current-occupant): of the occupant's records one that offers the
 * method, else the newest. The answer never names the `ir`.
 *
 * @param only the one Identity Record that may be asked, as far as it is a current occupant's
 * @throws {NotFoundError} no record exists, and what `startReidentification` throws
 */
export async function startByMeterPoint(
  account: Account,
  mpxn: string,
  input: StartInput,
  only?: string,
): ReturnType<typeof startReidentification> {
  requireFittingStart(account, input);
  const asking: LimitUse[] = [
    { name: 'reidentify-account', parts: [account.id] },
    { name: 'reidentify-account-mpxn', parts: [account.id, mpxn] },
  ];
  await requireLeft(db(), asking);
  const at = now();
  const occupants = await findOccupantRecords(db(), mpxn, at);
  const records =
    only === undefined ? occupants : occupants.filter((candidate) => candidate.ir === only);
  const flow = { accountId: account.id, crossOrganisation: true };
  const record =
    records.find((candidate) => isMethodAvailable(candidate, flow, input.method, at)) ?? records[0];
  // Also of what comes to nothing: a refusal tells of the meter point as an answer does.
  await recordAudit(db(), {
    type: 'reidentification.asked',
    accountId: account.id,
    ir: record?.ir ?? null,
    detail: { method: input.method, 'meter-point': meterPointTrace(mpxn) },
  });
  // What comes to nothing counts as well: it tells of the meter point.
  if (!record || !isMethodAvailable(record, flow, input.method, at)) {
    await inTransaction((tx) => consumeLimits(tx, asking));
  }
  if (!record) throw new NotFoundError('An Identity Record at this meter point');
  return startReidentification({ account, record, input, crossOrganisation: true, asking });
}
