import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { consumeLimits } from '@/lib/limits/consume-limits';
import { queueMail } from '@/lib/mail/queue-mail';

function hosts(urls: string[]): Set<string> {
  return new Set(urls.map((url) => new URL(url).host));
}

/**
 * Audits a change of redirect URLs and each host that is new among them, and notifies the operator of the new
 * hosts in one mail. `accountId` made the change; null: the command line.
 */
export async function recordRedirectUrls(
  tx: Tx,
  before: Account,
  after: Account,
  accountId: string | null,
): Promise<void> {
  if (before.redirectUrls.join(' ') === after.redirectUrls.join(' ')) return;
  await recordAudit(tx, {
    type: 'account.redirect-urls',
    accountId,
    detail: { account: after.id, count: after.redirectUrls.length },
  });
  const known = hosts(before.redirectUrls);
  const added = [...hosts(after.redirectUrls)].filter((host) => !known.has(host));
  for (const host of added) {
    await recordAudit(tx, {
      type: 'account.redirect-host',
      accountId,
      detail: { account: after.id, host },
    });
  }
  if (added.length === 0) return;
  await queueMail(tx, {
    kind: 'redirect-host-added',
    ir: null,
    subjectRef: after.id,
    locale: 'en',
    detail: { host: added.join(', ') },
    // Mails of a change that the operator made count against no account.
    causedBy: accountId === after.id ? after : null,
  });
}

/**
 * Replaces the URLs that an account's customers may be sent back to
 * (docs/api/directory-and-account.md#redirect-urls).
 *
 * @throws {RateLimitError} when the account has made too many changes, or has caused too many mails about
 *   them
 */
export async function replaceRedirectUrls(accountId: string, urls: string[]): Promise<Account> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${accountId} FOR UPDATE`;
    await consumeLimits(tx, [{ name: 'redirect-urls-account', parts: [accountId] }]);
    const before = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
    const after = await tx.account.update({
      where: { id: accountId },
      data: { redirectUrls: urls },
    });
    await recordRedirectUrls(tx, before, after, accountId);
    return after;
  });
}
