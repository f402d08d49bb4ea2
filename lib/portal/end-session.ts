import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';

/** Signs out: the session is over on the server, whoever still has its cookie. */
export async function endSession(token: string): Promise<void> {
  await inTransaction(async (tx) => {
    const tokenHash = sha256(token);
    const { count } = await tx.portalSession.updateMany({
      where: { tokenHash, endedAt: null },
      data: { endedAt: now() },
    });
    if (count !== 1) return;
    const session = await tx.portalSession.findUniqueOrThrow({ where: { tokenHash } });
    await recordAudit(tx, {
      type: 'portal.signed-out',
      ir: session.ir,
      detail: { session: session.id },
    });
  });
}
