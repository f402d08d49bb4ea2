import type { Tx } from '@/lib/db/database';
import type { Account, IdentityRecord, Reidentification } from '@/lib/db/generated/client';
import { proves } from '@/lib/identity-records/proves';
import { secondsFrom } from '@/lib/platform/clock';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
  UnprocessableError,
} from '@/lib/platform/errors';
import { statusAt } from './status';

const FIELD = 'reidentification-token';
/** From its issue on a portal operator's token opens a meter point for this long, in seconds. */
const GOOD_FOR_S = 3600;

type TokenRow = Reidentification & { identityRecord: IdentityRecord & { account: Account } };

/**
 * The confirmed token by which a portal operator acts for the customer at a meter point, its row locked
 * (docs/api/meter-point-lists.md#what-a-portal-operator-sees). A token that rests on an unproven passkey is
 * none, nor is one of a record that proves nothing now.
 *
 * @throws {ForbiddenError} missing, another account's, another meter point's
 * @throws {NotFoundError} {@link UnprocessableError} pending, declined, expired, too old, unproven
 */
export async function requirePortalToken(
  tx: Tx,
  input: { accountId: string; mpxn: string; token: string | undefined; at: Date },
): Promise<TokenRow> {
  const { accountId, mpxn, token, at } = input;
  if (!token) throw new ForbiddenError('This needs a reidentification-token of the customer.');
  await tx.$queryRaw`SELECT 1 FROM reidentifications WHERE token_ref = ${token} FOR UPDATE`;
  const row = await tx.reidentification.findUnique({
    where: { tokenRef: token },
    include: { identityRecord: { include: { account: true } } },
  });
  if (!row) throw new NotFoundError('The reidentification-token');
  if (row.accountId !== accountId) {
    throw new ForbiddenError('This reidentification-token belongs to another account.');
  }
  if (row.identityRecord.mpxn !== mpxn) {
    throw new ForbiddenError('This reidentification-token is for another meter point.');
  }
  const problem =
    statusAt(row, at) !== 'confirmed'
      ? 'is not confirmed'
      : row.assurance !== 'proven'
        ? 'rests on a passkey that is not proven'
        : !proves(row.identityRecord)
          ? 'is of an Identity Record that proves nothing any more'
          : secondsFrom(row.createdAt, GOOD_FOR_S) <= at
            ? 'was issued more than an hour ago'
            : null;
  if (problem) throw new UnprocessableError('VAL002', problem, FIELD);
  return row;
}

/**
 * Consumes a token for a list, once; one that `isKept` is only looked at. @throws {ConflictError} a second
 * list
 */
export async function consumePortalToken(
  tx: Tx,
  row: TokenRow,
  { at, isKept }: { at: Date; isKept: boolean },
): Promise<void> {
  if (row.usedAt) throw new ConflictError('has been used for a list already', FIELD);
  if (isKept) return;
  await tx.reidentification.update({ where: { tokenRef: row.tokenRef }, data: { usedAt: at } });
}

/**
 * The token-ref that this account consumed last for a list of the meter point, within an hour of its
 * issue: it stands for one that a withdrawal does not name (docs/api/access-records.md#revoking). Undefined:
 * there is none.
 */
export async function findConsumedToken(
  tx: Tx,
  { accountId, mpxn, at }: { accountId: string; mpxn: string; at: Date },
): Promise<string | undefined> {
  const row = await tx.reidentification.findFirst({
    where: {
      accountId,
      outcome: 'confirmed',
      usedAt: { not: null },
      usedForAk: null,
      createdAt: { gt: secondsFrom(at, -GOOD_FOR_S) },
      identityRecord: { mpxn },
    },
    orderBy: { usedAt: 'desc' },
  });
  return row?.tokenRef;
}
