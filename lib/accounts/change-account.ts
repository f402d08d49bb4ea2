import type { AuditEventType } from '@/lib/audit/dto';
import { recordAudit } from '@/lib/audit/record-audit';
import { endConsoleSessionsOf } from '@/lib/sessions/end-console-sessions';
import type { Tx } from '@/lib/db/database';
import type { Account, AccountStatus } from '@/lib/db/generated/client';
import { inTransaction, isUniqueViolation } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ConflictError, NotFoundError, ValidationError } from '@/lib/platform/errors';
import { recordReleaseChanges } from '@/lib/release-changes/record-changes';
import { disableWebhooksOf } from '@/lib/webhooks/disable-webhook';
import { recordRedirectUrls } from './replace-redirect-urls';
import { needsContact, type UpdateAccountInput } from './schemas';
import { lockOrganisation, supersedeSightings } from '@/lib/sightings/supersede-sightings';

function changedFields(input: UpdateAccountInput): string {
  const named: [string, unknown][] = Object.entries(input);
  const entries = named.filter(([, value]) => value !== undefined);
  return entries
    .map(([name]) => name)
    .sort()
    .join(' ');
}

/** What of a change decides over others' data, by its value. */
function limitsOf({ statutory, 'decisions-per-minute': perMinute }: UpdateAccountInput) {
  return {
    ...(statutory === undefined ? {} : { statutory }),
    ...(perMinute === undefined ? {} : { 'decisions-per-minute': perMinute }),
  };
}

/** @throws {ValidationError} for an account that registers no access */
function refuseStatutory({ role }: Account, { statutory }: UpdateAccountInput): void {
  if (statutory !== true || role === 'data_user') return;
  throw ValidationError.field('statutory', 'is for accounts of the role data_user');
}

/** Locks the account's row until the transaction ends. @throws {NotFoundError} */
async function lockAccount(tx: Tx, id: string): Promise<Account> {
  await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${id} FOR UPDATE`;
  const account = await tx.account.findUnique({ where: { id } });
  if (!account) throw new NotFoundError('The account');
  return account;
}

/** @throws {ValidationError} when a household would no longer read where the organisation is reached */
function refuseWithoutContact({ role }: Account, input: UpdateAccountInput): void {
  if (input['contact-url'] !== null || !needsContact(role)) return;
  throw ValidationError.field('contact-url', `is required for ${role}`);
}

/**
 * The references that the organisation had and will have, in sorted order; empty when the reference does not
 * change.
 */
function referencesOf(before: Account, input: UpdateAccountInput): string[] {
  const after = input['organisation-reference'];
  if (after === undefined || after === before.organisationReference) return [];
  return [before.organisationReference, after].filter((reference) => reference !== null).sort();
}

/**
 * Changes what the operator may change of an account: an absent field is unchanged, null clears one. Which
 * sightings of the organisation are superseded is decided anew
 * (docs/api/dcc.md#when-a-sighting-is-superseded).
 *
 * @param adminId null for the command line
 * @throws {NotFoundError}
 * @throws {ConflictError} when the organisation reference is taken
 * @throws {ValidationError} when an organisation that households read about would lose its contact
 */
export async function updateAccount(
  id: string,
  input: UpdateAccountInput,
  adminId: string | null,
): Promise<Account> {
  try {
    return await inTransaction(async (tx) => {
      const before = await lockAccount(tx, id);
      refuseWithoutContact(before, input);
      refuseStatutory(before, input);
      const references = referencesOf(before, input);
      for (const reference of references) await lockOrganisation(tx, reference);
      const after = await tx.account.update({
        where: { id },
        data: {
          displayName: input['display-name'],
          contactUrl: input['contact-url'],
          dataTypes: input['data-types'] === null ? [] : input['data-types'],
          redirectUrls: input['redirect-urls'] === null ? [] : input['redirect-urls'],
          organisationReference: input['organisation-reference'],
          statutory: input.statutory,
          decisionsPerMinute: input['decisions-per-minute'],
        },
      });
      await recordAudit(tx, {
        type: 'account.updated',
        accountId: adminId,
        detail: { account: id, fields: changedFields(input), ...limitsOf(input) },
      });
      await recordRedirectUrls(tx, before, after, adminId);
      if (before.statutory && !after.statutory) {
        await recordReleaseChanges(tx, [{ accountId: id, kind: 'narrowed' }]);
      }
      if (references.length > 0) {
        await supersedeSightings(tx, { organisationReferences: references });
      }
      return after;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConflictError('is taken by another account', 'organisation-reference');
  }
}

const changes = {
  suspend: { status: 'suspended', event: 'account.suspended' },
  reactivate: { status: 'active', event: 'account.reactivated' },
  terminate: { status: 'terminated', event: 'account.terminated' },
} as const satisfies Record<string, { status: AccountStatus; event: AuditEventType }>;

/** Suspended or terminated, no access of a Data User permits a release; from one to the other nothing changes. */
async function tellDataProviders(
  tx: Tx,
  { id, role, status: before }: Account,
  after: AccountStatus,
): Promise<void> {
  if (role !== 'data_user' || (before !== 'active' && after !== 'active')) return;
  const kind = after === 'active' ? 'reactivated' : 'suspended';
  await recordReleaseChanges(tx, [{ accountId: id, kind }]);
}

export type StatusChange = keyof typeof changes;

async function refuseLastAdmin(tx: Tx, account: Account): Promise<void> {
  if (account.role !== 'admin' || account.status !== 'active') return;
  const others = await tx.account.count({
    where: { role: 'admin', status: 'active', id: { not: account.id } },
  });
  if (others === 0) throw new ConflictError('The last active admin account cannot go.');
}

/**
 * Suspends, reactivates or terminates an account. Doing what is done already changes nothing.
 *
 * @param adminId null for the command line
 * @throws {ConflictError} for a terminated account, which is final, and for the last active admin
 */
export async function changeAccountStatus(
  id: string,
  change: StatusChange,
  adminId: string | null,
): Promise<Account> {
  const { status, event } = changes[change];
  return inTransaction(async (tx) => {
    if (change !== 'reactivate') {
      // Locks every admin account in one order and before the account's own row, so that two admins
      // cannot suspend each other at once.
      await tx.$queryRaw`SELECT 1 FROM accounts WHERE role = 'admin' ORDER BY id FOR UPDATE`;
    }
    const account = await lockAccount(tx, id);
    if (account.status === status) return account;
    if (account.status === 'terminated') throw new ConflictError('A terminated account stays so.');
    if (change !== 'reactivate') await refuseLastAdmin(tx, account);
    await recordAudit(tx, { type: event, accountId: adminId, detail: { account: id } });
    if (change === 'terminate') await disableWebhooksOf(tx, id);
    if (change !== 'reactivate') await endConsoleSessionsOf(tx, id);
    await tellDataProviders(tx, account, status);
    return tx.account.update({
      where: { id },
      // `suspendedAt` is kept after the suspension has ended.
      data: { status, ...(status === 'suspended' ? { suspendedAt: now() } : {}) },
    });
  });
}
