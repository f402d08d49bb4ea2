import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Credential } from '@/lib/db/generated/client';
import { findOccupantRecords } from '@/lib/identity-records/occupancy/current-occupant';
import { provenOn } from '@/lib/identity-records/holders/usable-credentials';
import type { Joinable } from './joinable';

/**
 * Whether what the session proved stands for the passkey's holder (docs/api/passkeys.md#unproven-passkeys):
 * another passkey of that holder, which is proven; or, where the record that the passkey was made for is
 * the current occupant's and has no proven one, the address stored on that very record, or a supplier's
 * word for the meter point. The mailbox of another record is no factor of the holder.
 */
async function isAnotherFactor(
  tx: Tx,
  { customer, records, proving }: Joinable,
  credential: Credential,
  at: Date,
): Promise<boolean> {
  if (proving) {
    return proving.holderId === credential.holderId && proving.credentialId !== credential.id;
  }
  const occupants = await findOccupantRecords(tx, customer.mpxn, at);
  const record = occupants.find(({ ir }) => ir === credential.enrolledForIr);
  if (record?.holderId !== credential.holderId || provenOn(record, at).length > 0) return false;
  return (
    records.some(({ ir }) => ir === record.ir) ||
    customer.occupancies.some(({ ir, tenancy }) => ir === null && tenancy.end === null)
  );
}

/**
 * Makes a passkey that was enrolled on trust proven, because its holder has just used it in a session that
 * another factor opened (docs/api/passkeys.md#unproven-passkeys).
 *
 * @returns false when it cannot be proved by that, or waits its day, which is never shortened
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
