import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Credential } from '@/lib/db/generated/client';
import { findOccupantRecords } from '@/lib/meter-points/current-occupant';
import { isProven } from '@/lib/passkeys/usable-credentials';
import type { Joinable } from './joinable';

/**
 * Whether what the session proved is another factor of the passkey's holder: both stand for the meter
 * point's current occupant, the rule by which an enrolment page offers a passkey. A proven passkey on the
 * record it was made on stands above it; an address there is none, or it would not be on trust.
 */
async function isAnotherFactor(
  tx: Tx,
  { customer }: Joinable,
  credential: Credential,
  at: Date,
): Promise<boolean> {
  const occupants = await findOccupantRecords(tx, customer.mpxn, at);
  const record = occupants.find(({ ir }) => ir === credential.enrolledForIr);
  if (record?.holderId !== credential.holderId) return false;
  if (record.holder?.credentials.some((other) => isProven(other, at))) return false;
  return customer.stays.some(
    ({ ir, tenancy }) =>
      tenancy.end === null && (ir === null || occupants.some((occupant) => occupant.ir === ir)),
  );
}

/**
 * Makes a passkey that was enrolled on trust proven, because its holder has just used it in a session
 * that another factor opened (contract §5). False: it is not, or waits its day, which is never shortened.
 */
export async function proveByAnotherFactor(
  tx: Tx,
  joinable: Joinable,
  credential: Credential,
  at: Date,
): Promise<boolean> {
  if (credential.provenAt !== null) return false;
  if (!(await isAnotherFactor(tx, joinable, credential, at))) return false;
  await tx.credential.update({ where: { id: credential.id }, data: { provenAt: at } });
  await recordAudit(tx, {
    type: 'credential.proven',
    accountId: credential.enrolledByAccount,
    ir: credential.enrolledForIr,
    detail: { credential: credential.id, by: 'customer' },
  });
  return true;
}
