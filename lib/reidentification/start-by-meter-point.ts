import { meterPointTrace } from '@/lib/audit/meter-point-trace';
import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { consumeLimit } from '@/lib/limits/limits';
import { findOccupantRecords } from '@/lib/meter-points/current-occupant';
import { now } from '@/lib/platform/clock';
import { NotFoundError } from '@/lib/platform/errors';
import { isMethodAvailable } from './available-methods';
import type { StartInput } from './schemas';
import { requireReturnUrl, startReidentification } from './start-reidentification';

/**
 * Starts a re-identification of a meter point's current occupant, whoever registered it (contract §5):
 * of the occupant's records one that offers the method, else the newest. The answer never names the `ir`.
 *
 * @throws {NotFoundError} no record exists, and what `startReidentification` throws
 */
export async function startByMeterPoint(
  account: Account,
  mpxn: string,
  input: StartInput,
): ReturnType<typeof startReidentification> {
  requireReturnUrl(account, input);
  await consumeLimit('reidentify-account', [account.id]);
  await consumeLimit('reidentify-account-mpxn', [account.id, mpxn]);
  const at = now();
  const records = await findOccupantRecords(db(), mpxn, at);
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
  if (!record) throw new NotFoundError('An Identity Record at this meter point');
  return startReidentification({ account, record, input, crossOrganisation: true });
}
