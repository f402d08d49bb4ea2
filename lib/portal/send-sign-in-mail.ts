import { db } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { mailLocaleSchema } from '@/lib/mail/schemas';
import { now } from '@/lib/platform/clock';
import { RateLimitError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { findAddressee } from './find-addressee';
import { openHint } from './hint';

/**
 * Finds out, outside of the request, whom a sign-in names, and queues its mail. Nothing happens where nobody
 * is known, or the mailbox has used up its mails of this hour. A second run sends no second mail.
 */
export async function sendSignInMail(signInId: string): Promise<void> {
  const signIn = await db().portalSignIn.findUnique({ where: { id: signInId } });
  if (!signIn || signIn.ir !== null || signIn.expiresAt <= now()) return;
  const { about } = openHint(signIn.hintKeyId, signIn.hint);
  const addressee = about && (await findAddressee(db(), about));
  if (!addressee) return;
  try {
    await inTransaction(async (tx) => {
      const { ir } = addressee;
      const { count } = await tx.portalSignIn.updateMany({
        where: { id: signInId, ir: null },
        data: { ir },
      });
      if (count !== 1) return;
      const locale = mailLocaleSchema.parse(signIn.locale);
      await queueMail(tx, { kind: 'portal-sign-in', ir, subjectRef: signInId, locale });
    });
  } catch (error) {
    if (!(error instanceof RateLimitError)) throw error;
    log().info({ 'sign-in': signInId }, 'sign-in mail left out: limit');
  }
}
