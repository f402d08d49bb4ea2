import { recordAudit } from '@/lib/audit/record-audit';
import { db, type Tx } from '@/lib/db/database';
import type { Reidentification } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { isEqualSecret, sha256 } from '@/lib/platform/crypto';
import { ForbiddenError, NotFoundError } from '@/lib/platform/errors';
import { statusAt, toStatusAnswer } from './status';

const WRONG_RETURN_CODES = 5;

function requireOwn(row: Reidentification, accountId: string): void {
  if (row.accountId === accountId) return;
  throw new ForbiddenError('This token-ref belongs to another account.');
}

/** Compares a return code under the row's lock: the right one confirms, the fifth wrong one expires. */
async function showReturnCode(tx: Tx, tokenRef: string, code: string): Promise<Reidentification> {
  await tx.$queryRaw`SELECT 1 FROM reidentifications WHERE token_ref = ${tokenRef} FOR UPDATE`;
  const row = await tx.reidentification.findUniqueOrThrow({ where: { tokenRef } });
  const at = now();
  if (!row.bindReturn || row.returnCodeShownAt || statusAt(row, at) !== 'pending') return row;
  if (row.returnCodeHash && isEqualSecret(row.returnCodeHash, sha256(code))) {
    await recordAudit(tx, {
      type: 'reidentification.return-code',
      accountId: row.accountId,
      ir: row.ir,
      tokenRef,
      detail: { right: true },
    });
    return tx.reidentification.update({ where: { tokenRef }, data: { returnCodeShownAt: at } });
  }
  const failures = row.returnCodeFailures + 1;
  await recordAudit(tx, {
    type: 'reidentification.return-code',
    accountId: row.accountId,
    ir: row.ir,
    tokenRef,
    detail: { right: false, failures },
  });
  const ended = failures >= WRONG_RETURN_CODES;
  return tx.reidentification.update({
    where: { tokenRef },
    data: {
      returnCodeFailures: failures,
      ...(ended ? { outcome: 'expired' as const, outcomeAt: at } : {}),
    },
  });
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

/** As {@link readByRecord}, for a page that watches it: with when it was started. */
export async function watchByRecord(accountId: string, ir: string, tokenRef: string) {
  const row = await findByRecord(accountId, ir, tokenRef);
  return { ...(await answer(row, undefined)), startedAt: row.createdAt };
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
