import type { Tx } from '@/lib/db/database';
import type { Account, IdentityRecord, Reidentification } from '@/lib/db/generated/client';
import { proves } from '@/lib/identity-records/proves';
import { now, secondsFrom } from '@/lib/platform/clock';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
  UnprocessableError,
} from '@/lib/platform/errors';
import { statusAt } from './status';

/** A token is good for an access record within an hour of its issue, in seconds. */
export const USABLE_FOR_S = 3600;

/** The field by which a request names its token. */
export type TokenField = 'reidentification-token' | 'confirmation-token';

/** A confirmed re-identification, with whom it proved. */
export type UsedToken = Reidentification & {
  identityRecord: IdentityRecord & { account: Account };
};

export interface TokenUse {
  accountId: string;
  tokenRef: string;
  /** The access record that it is used for. */
  ak: string;
  field: TokenField;
  /** What else is wrong with the token for this use, which no time mends; null: nothing. */
  misfit: (row: Reidentification) => string | null;
}

/** @throws {NotFoundError} unknown; {@link ForbiddenError} another account's; {@link UnprocessableError} a misfit */
async function requireFitting(tx: Tx, use: TokenUse): Promise<Reidentification> {
  const { accountId, tokenRef, field } = use;
  const row = await tx.reidentification.findUnique({ where: { tokenRef } });
  if (!row) throw new NotFoundError(`The ${field}`);
  if (row.accountId !== accountId) {
    throw new ForbiddenError(`This ${field} belongs to another account.`);
  }
  const misfit = use.misfit(row);
  if (misfit !== null) throw new UnprocessableError('VAL002', misfit, field);
  return row;
}

function problemWith(row: UsedToken, at: Date): string | null {
  if (statusAt(row, at) !== 'confirmed') return 'is not confirmed';
  const isForgotten = row.proposalDigest !== null && row.proposal === null;
  if (secondsFrom(row.createdAt, USABLE_FOR_S) <= at || isForgotten) {
    return 'was issued more than an hour ago';
  }
  return proves(row.identityRecord)
    ? null
    : 'is of an Identity Record that proves nothing any more';
}

/**
 * Spends a confirmed token-ref on an access record, in the caller's transaction. Its row stays locked until the
 * transaction ends, so that of two uses at once one gets it (docs/api/access-records.md#whom-a-record-is-about).
 *
 * @throws {NotFoundError} {@link ForbiddenError} {@link ConflictError} used, or its person was anonymised;
 *   {@link UnprocessableError} it is not good for this
 */
export async function useConfirmedToken(tx: Tx, use: TokenUse): Promise<UsedToken> {
  const { tokenRef, ak, field } = use;
  const { ir } = await requireFitting(tx, use);
  // The record before the re-identification, as everyone locks them.
  await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${ir} FOR SHARE`;
  await tx.$queryRaw`SELECT 1 FROM reidentifications WHERE token_ref = ${tokenRef} FOR UPDATE`;
  const row = await tx.reidentification.findUniqueOrThrow({
    where: { tokenRef },
    include: { identityRecord: { include: { account: true } } },
  });
  if (row.usedAt) throw new ConflictError('was used already', field);
  if (row.identityRecord.anonymisedAt) {
    throw new ConflictError('its Identity Record was anonymised', field);
  }
  const at = now();
  const problem = problemWith(row, at);
  if (problem) throw new UnprocessableError('VAL002', problem, field);
  await tx.reidentification.update({ where: { tokenRef }, data: { usedAt: at, usedForAk: ak } });
  return row;
}
