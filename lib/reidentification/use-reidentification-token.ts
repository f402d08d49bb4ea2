import type { Tx } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import { proves } from '@/lib/identity-records/proves';
import { now, secondsFrom } from '@/lib/platform/clock';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
  UnprocessableError,
} from '@/lib/platform/errors';
import { statusAt } from './status';

const FIELD = 'reidentification-token';
/** A token links a record within an hour of its issue, in seconds. */
export const USABLE_FOR_S = 3600;

/**
 * Spends a confirmed token-ref of `/identity-records/reidentify` on the access record `ak`, in the
 * caller's transaction, and answers the Identity Record it proved. The row stays locked until the
 * transaction ends, so that two uses at once give one record
 * (docs/api/access-records.md#whom-a-record-is-about).
 */
export async function useReidentificationToken(
  tx: Tx,
  accountId: string,
  tokenRef: string,
  ak: string,
): Promise<IdentityRecord> {
  const unlocked = await tx.reidentification.findUnique({ where: { tokenRef } });
  if (!unlocked) throw new NotFoundError('The reidentification-token');
  // The record before the re-identification, as everyone locks them.
  await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${unlocked.ir} FOR SHARE`;
  await tx.$queryRaw`SELECT 1 FROM reidentifications WHERE token_ref = ${tokenRef} FOR UPDATE`;
  const row = await tx.reidentification.findUniqueOrThrow({
    where: { tokenRef },
    include: { identityRecord: { include: { account: true } } },
  });
  if (row.accountId !== accountId) {
    throw new ForbiddenError('This reidentification-token belongs to another account.');
  }
  if (row.usedAt) throw new ConflictError('was used already', FIELD);
  if (row.identityRecord.anonymisedAt) {
    throw new ConflictError('its Identity Record was anonymised', FIELD);
  }
  const at = now();
  const problem = !row.crossOrganisation
    ? 'was not started through /identity-records/reidentify'
    : statusAt(row, at) !== 'confirmed'
      ? 'is not confirmed'
      : secondsFrom(row.createdAt, USABLE_FOR_S) <= at
        ? 'was issued more than an hour ago'
        : !proves(row.identityRecord)
          ? 'is of an Identity Record that proves nothing any more'
          : null;
  if (problem) throw new UnprocessableError('VAL002', problem, FIELD);
  await tx.reidentification.update({
    where: { tokenRef },
    data: { usedAt: at, usedForAk: ak },
  });
  return row.identityRecord;
}
