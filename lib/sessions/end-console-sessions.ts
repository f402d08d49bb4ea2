import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import type { OpenConsole } from './find-console-session';

/** Ends every session of an account, but for the one that `keep` names; in the caller's transaction. */
export async function endConsoleSessionsOf(
  tx: Tx,
  accountId: string,
  keep: string | null = null,
): Promise<void> {
  await tx.consoleSession.updateMany({
    where: { accountId, endedAt: null, ...(keep === null ? {} : { id: { not: keep } }) },
    data: { endedAt: now(), flash: null },
  });
}

/**
 * Whether a session has ended since it was found. Exact under the account's lock, which whoever rotates its
 * secret, changes its status or resets its passkeys waits for.
 */
export async function hasEnded(tx: Tx, id: string): Promise<boolean> {
  return (await tx.consoleSession.findFirst({ where: { id, endedAt: null } })) === null;
}

/** Signs out: the session, or every one of its account, is over on the server, whoever has a cookie. */
export async function signOut(
  { session, account }: OpenConsole,
  { everywhere }: { everywhere: boolean },
): Promise<void> {
  await inTransaction(async (tx) => {
    if (everywhere) await endConsoleSessionsOf(tx, account.id);
    else {
      await tx.consoleSession.updateMany({
        where: { id: session.id, endedAt: null },
        data: { endedAt: now(), flash: null },
      });
    }
    await recordAudit(tx, {
      type: 'console.signed-out',
      accountId: account.id,
      detail: { session: session.id, everywhere },
    });
  });
}
