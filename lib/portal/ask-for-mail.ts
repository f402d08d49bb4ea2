import { recordAudit } from '@/lib/audit/record-audit';
import { enqueue } from '@/lib/db/queue';
import { inTransaction } from '@/lib/db/transaction';
import { now, secondsFrom } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import { newId } from '@/lib/platform/ids';
import { activeKey } from '@/lib/platform/key-ring';
import type { Locale } from '@/lib/platform/locale';
import { sealHint, subjectHash, type Hint } from './hint';

const LIFETIME_S = 15 * 60;

/**
 * Asks for a link and a code by mail, for this browser; an earlier sign-in of this browser ends. Nothing is
 * looked up here: whether the person is known is found out by the worker, so that the answers to a known and
 * to an unknown person do not differ (docs/ceremonies.md#signing-in-to-the-portal).
 */
export async function askForMail(input: {
  hint: Hint;
  browserId: string;
  locale: Locale;
}): Promise<void> {
  const { hint, locale } = input;
  if (hint.about === null) throw new Error('nobody is named');
  const at = now();
  const browserHash = sha256(input.browserId);
  const { keyId, sealed } = sealHint(hint);
  const subject = subjectHash(hint.about);
  await inTransaction(async (tx) => {
    await tx.portalSignIn.updateMany({
      where: { browserHash, expiresAt: { gt: at } },
      data: { expiresAt: at },
    });
    const { id } = await tx.portalSignIn.create({
      data: {
        id: newId('psi'),
        browserHash,
        hint: sealed,
        hintKeyId: keyId,
        subjectHash: subject,
        locale,
        linkKeyId: activeKey('link').id,
        createdAt: at,
        expiresAt: secondsFrom(at, LIFETIME_S),
      },
    });
    await recordAudit(tx, { type: 'portal.mail-asked', detail: { 'sign-in': id } });
    await enqueue(tx, 'portal-sign-in', { signInId: id });
  });
}
