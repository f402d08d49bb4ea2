import { findLink } from '@/lib/access-records/read-own-record';
import { startByMeterPoint } from '@/lib/ceremonies/start-by-meter-point';
import { startReidentification } from '@/lib/ceremonies/start-reidentification';
import type { Account } from '@/lib/db/generated/client';
import { requireOwnRecord } from '@/lib/identity-records/read-identity-record';
import { ConflictError, NotFoundError } from '@/lib/platform/errors';
import type { StartInput } from '@/lib/reidentification/schemas';

/**
 * Asks the person whom an own record is about to confirm it changed
 * (docs/api/proposals.md#never-widened-behind-the-customers-back). Whom a token linked is asked as by meter
 * point, and only while they are a current occupant there: the organisation is told of them what that tells.
 *
 * @throws {ConflictError} they cannot be asked from here, and what starting throws
 */
export async function askForChange(account: Account, ak: string, input: StartInput) {
  const { ir, mpxn, isByToken } = await findLink(account.id, ak);
  if (ir === null || mpxn === null)
    throw new ConflictError('This record is linked by no Identity Record.');
  if (!isByToken) {
    const record = await requireOwnRecord(account.id, ir);
    return startReidentification({ account, record, input, crossOrganisation: false });
  }
  try {
    return await startByMeterPoint(account, mpxn, input, ir);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new ConflictError('Whom this record is about is no current occupant of the meter point.');
  }
}
