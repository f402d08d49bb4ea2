import { meterPointTrace } from '@/lib/audit/meter-point-trace';
import { recordAudit } from '@/lib/audit/record-audit';
import { db } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { consumeLimits } from '@/lib/limits/consume-limits';
import { findOccupantRecords } from '@/lib/identity-records/occupancy/current-occupant';
import { now } from '@/lib/platform/clock';
import { availableMethods } from './available-methods';

/**
 * Whether any Data User registered the current occupant of a meter point, and the methods by which
 * `reidentify` would now succeed (docs/api/re-identification.md#asking-by-meter-point). Limited per account
 * and per meter point, and audited.
 */
export async function identityExists(accountId: string, mpxn: string) {
  await inTransaction((tx) =>
    consumeLimits(tx, [
      { name: 'exists-account', parts: [accountId] },
      { name: 'exists-account-mpxn', parts: [accountId, mpxn] },
    ]),
  );
  const at = now();
  const records = await findOccupantRecords(db(), mpxn, at);
  await recordAudit(db(), {
    type: 'identity-record.exists',
    accountId,
    ir: records[0]?.ir ?? null,
    detail: { exists: records.length > 0, 'meter-point': meterPointTrace(mpxn) },
  });
  return {
    mpxn,
    exists: records.length > 0,
    'available-methods': availableMethods(records, accountId, at),
  };
}
