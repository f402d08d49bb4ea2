import type { Tx } from '@/lib/db/database';
import type { AccessRecord } from '@/lib/db/generated/client';
import { ForbiddenError } from '@/lib/platform/errors';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import { findSeen } from './find-seen';
import type { Customer } from '@/lib/identity-records/occupancy/occupancies';

/**
 * Lets a customer end a consent that they see within a time of their own that runs now, or, whenever that
 * time ended, one that is or was linked to their own Identity Record: who gave it may always take it back
 * (docs/ceremonies.md#tenancy).
 *
 * @throws `unseen` when they do not see the record; {@link ForbiddenError} when it is not theirs to end
 */
export async function requireCustomerMayEnd(
  tx: Tx,
  { ak, legalBasis }: AccessRecord,
  customer: Customer,
  { at, unseen }: { at: Date; unseen: Error },
): Promise<void> {
  const [seen] = await findSeen(tx, customer, at, { ak });
  if (!seen) throw unseen;
  if (!seen.isTheirs) {
    throw new ForbiddenError('This record is not of the customer’s own time here.');
  }
  if (!isConsentBasis(legalBasis)) {
    throw new ForbiddenError('Only a record based on consent can be withdrawn.');
  }
}
