import { db } from '@/lib/db/database';
import type { Account, IdentityRecord } from '@/lib/db/generated/client';
import { requireLeft, type LimitUse } from '@/lib/limits/consume-limits';
import { RateLimitError } from '@/lib/platform/errors';

export type Addressee = Pick<IdentityRecord, 'ir' | 'emailHash' | 'mailboxHash'>;
/** The account that causes a mail. */
export type Asker = Pick<Account, 'id' | 'mailsPerHour'>;

/** One box for all spellings of its address; else what is stored of the address. */
function mailboxOf({ ir, emailHash, mailboxHash }: Addressee): string {
  return mailboxHash ?? emailHash ?? ir;
}

/** The limit of all mails that an account causes, whoever receives them (docs/api/limits.md#mails). */
export function accountMailUse({ id, mailsPerHour }: Asker): LimitUse {
  return { name: 'mail-account', parts: [id], points: mailsPerHour };
}

/** What a mail to a record's address counts against, notices included: account, record and mailbox. */
export function mailUses(record: Addressee, account: Asker): LimitUse[] {
  return [
    accountMailUse(account),
    { name: 'mail-record', parts: [record.ir] },
    { name: 'mail-address', parts: [mailboxOf(record)] },
  ];
}

/** What a sign-in mail of the portal counts against: nothing that a Data User could use up. */
export function portalMailUse(record: Addressee): LimitUse {
  return { name: 'portal-mail-mailbox', parts: [mailboxOf(record)] };
}

/**
 * How many mails an hour a mailbox gets about passkeys that were added, or removed, in the portal. Records of
 * each organisation are counted apart, so that one which writes another person's address on its own records,
 * and changes passkeys there, uses up nothing of the limit of others.
 */
export function passkeyMailUse(
  record: Addressee & Pick<IdentityRecord, 'accountId'>,
  change: 'added' | 'removed',
): LimitUse {
  const parts = [mailboxOf(record), record.accountId];
  return { name: `passkey-${change}-mail-mailbox`, parts };
}

/** How many mails an hour a mailbox gets about somebody new who opened its meter point. */
export function openingMailUse(record: Addressee): LimitUse {
  return { name: 'opening-mail-mailbox', parts: [mailboxOf(record)] };
}

/**
 * How many mails an hour a mailbox gets about what it confirmed for an organisation. Each takes a press of the
 * customer's, so that it uses up nothing of the limits of mails that ask.
 */
export function confirmedMailUse(record: Addressee, { id }: Asker): LimitUse {
  return { name: 'confirmed-mail-mailbox', parts: [mailboxOf(record), id] };
}

/** Whether the account, the record or the mailbox has had all the mails of this hour. */
export async function isMailPaused(record: Addressee, account: Asker): Promise<boolean> {
  try {
    await requireLeft(db(), mailUses(record, account));
    return false;
  } catch (error) {
    if (error instanceof RateLimitError) return true;
    throw error;
  }
}
