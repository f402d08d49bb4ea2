import type { Account, IdentityRecord } from '@/lib/db/generated/client';

/** The Identity Records that prove something, for a query; {@link proves} says it of one. */
export const whereProves = { voidedAt: null, account: { status: 'active' } } as const;

/**
 * Whether an Identity Record proves anything to others than its own account: not one that the operator
 * voided, nor any of an account that is suspended or terminated (docs/api/passkeys.md#accounts-that-fell).
 */
export function proves(
  record: Pick<IdentityRecord, 'voidedAt'> & { account: Pick<Account, 'status'> },
): boolean {
  return record.voidedAt === null && record.account.status === 'active';
}
