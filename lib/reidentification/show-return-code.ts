import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Reidentification } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';
import { isEqualSecret, sha256 } from '@/lib/platform/crypto';
import { statusAt } from './status';

/** The wrong return code that ends a re-identification. */
const WRONG_RETURN_CODES = 5;

/** Compares a return code under the row's lock: the right one confirms, the fifth wrong one expires. */
export async function showReturnCode(
  tx: Tx,
  tokenRef: string,
  code: string,
): Promise<Reidentification> {
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
