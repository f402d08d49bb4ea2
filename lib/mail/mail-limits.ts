import type { Account, IdentityRecord } from '@/lib/db/generated/client';
import { checkLimit, consumeLimit } from '@/lib/limits/limits';
import { RateLimitError } from '@/lib/platform/errors';

type Addressee = Pick<IdentityRecord, 'ir' | 'mailboxHash'>;
type Asker = Pick<Account, 'id' | 'mailsPerHour'>;

/**
 * Counts one mail to a customer against the asking account, the record and the mailbox, so that nobody
 * can bury it (ceremonies, Magic link 7). @throws {RateLimitError}
 */
export async function consumeMailLimits(record: Addressee, account: Asker): Promise<void> {
  await consumeLimit('mail-account', [account.id], account.mailsPerHour);
  await consumeNoticeLimits(record);
}

/**
 * Counts the notice that an enrolment will cause, when it is started: the notice itself is never left
 * out, so it must be refused before. Not against the account: it asks for no mail. @throws {RateLimitError}
 */
export async function consumeNoticeLimits(record: Addressee): Promise<void> {
  await consumeLimit('mail-record', [record.ir]);
  await consumeLimit('mail-address', [record.mailboxHash ?? '']);
}

/** Whether the account, the record or the mailbox has had all the mails of this hour. */
export async function isMailPaused(record: Addressee, account: Asker): Promise<boolean> {
  try {
    await checkLimit('mail-account', [account.id], account.mailsPerHour);
    await checkLimit('mail-record', [record.ir]);
    await checkLimit('mail-address', [record.mailboxHash ?? '']);
    return false;
  } catch (error) {
    if (error instanceof RateLimitError) return true;
    throw error;
  }
}
