import type { Account, IdentityRecord } from '@/lib/db/generated/client';
import { checkLimit, consumeLimit } from '@/lib/limits/limits';
import { RateLimitError } from '@/lib/platform/errors';

type Addressee = Pick<IdentityRecord, 'ir' | 'emailHash'>;

/**
 * Counts one mail to a customer against the record, the address and the asking account, so that nobody
 * can bury a mailbox (ceremonies, Magic link 7). @throws {RateLimitError}
 */
export async function consumeMailLimits(record: Addressee, account: Account): Promise<void> {
  await consumeLimit('mail-record', [record.ir]);
  await consumeLimit('mail-address', [record.emailHash ?? '']);
  await consumeLimit('mail-account', [account.id], account.mailsPerHour);
}

/** Whether the record or its address has had all the mails of this hour. */
export async function isMailPaused(record: Addressee): Promise<boolean> {
  try {
    await checkLimit('mail-record', [record.ir]);
    await checkLimit('mail-address', [record.emailHash ?? '']);
    return false;
  } catch (error) {
    if (error instanceof RateLimitError) return true;
    throw error;
  }
}
