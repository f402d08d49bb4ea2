import { db } from '@/lib/db/database';
import type { Reidentification } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now, secondsFrom } from '@/lib/platform/clock';
import { ForbiddenError, NotFoundError } from '@/lib/platform/errors';
import type { WatchedReidentification } from './dto';
import { showReturnCode } from './show-return-code';
import { toStatusAnswer } from './status';

/** So long a page looks again by itself: one that did so for ever would keep an open laptop signed in. */
const WATCHED_S = 600;

function requireOwn(row: Reidentification, accountId: string): void {
  if (row.accountId === accountId) return;
  throw new ForbiddenError('This token-ref belongs to another account.');
}

async function answer(row: Reidentification, returnCode: string | undefined) {
  const current =
    returnCode !== undefined && row.bindReturn
      ? await inTransaction((tx) => showReturnCode(tx, row.tokenRef, returnCode))
      : row;
  return toStatusAnswer(current, now());
}

async function findByRecord(accountId: string, ir: string, tokenRef: string) {
  const record = await db().identityRecord.findUnique({ where: { ir } });
  if (record?.accountId !== accountId) throw new NotFoundError('The Identity Record');
  const row = await db().reidentification.findUnique({ where: { tokenRef } });
  if (row?.ir !== ir) throw new NotFoundError('The token-ref');
  requireOwn(row, accountId);
  return row;
}

/**
 * The state of a re-identification on an own record. Reading changes nothing, but a return code counts.
 * @throws {NotFoundError} record or token-ref unknown or foreign
 * @throws {ForbiddenError} a token-ref on this record that another account started
 */
export async function readByRecord(
  accountId: string,
  ir: string,
  tokenRef: string,
  returnCode: string | undefined,
) {
  return answer(await findByRecord(accountId, ir, tokenRef), returnCode);
}

async function watch(row: Reidentification): Promise<WatchedReidentification> {
  const state = await answer(row, undefined);
  const isRecent = secondsFrom(row.createdAt, WATCHED_S) > now();
  return { ...state, isWatched: state.status === 'pending' && isRecent };
}

/** As {@link readByRecord}, for a page that looks again by itself until it has ended. */
export async function watchByRecord(accountId: string, ir: string, tokenRef: string) {
  return watch(await findByRecord(accountId, ir, tokenRef));
}

/**
 * As {@link watchByRecord}, of whomever an access record is about, whoever's the Identity Record is.
 * @throws {NotFoundError} unknown, of somebody else, or another account's, without a difference
 */
export async function watchOfLinked(accountId: string, ir: string | null, tokenRef: string) {
  const row = await db().reidentification.findUnique({ where: { tokenRef } });
  if (!row || row.ir !== ir || row.accountId !== accountId)
    throw new NotFoundError('The token-ref');
  return watch(row);
}

/**
 * The state of a re-identification by meter number.
 * @throws {NotFoundError} unknown; {@link ForbiddenError} another account's
 */
export async function readByTokenRef(
  accountId: string,
  tokenRef: string,
  returnCode: string | undefined,
) {
  const row = await db().reidentification.findUnique({ where: { tokenRef } });
  if (!row) throw new NotFoundError('The token-ref');
  requireOwn(row, accountId);
  return answer(row, returnCode);
}
