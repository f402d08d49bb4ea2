import type { Account } from '@/lib/db/generated/client';
import type { DataType } from '@/lib/vocabulary/data-types';

/** `account` of `GET /self`. */
export function toSelf(account: Account) {
  return {
    'account-id': account.id,
    duid: account.duid,
    'display-name': account.displayName,
    role: account.role,
    status: account.status,
    'contact-url': account.contactUrl ?? undefined,
    'registered-at': account.registeredAt.toISOString(),
    'redirect-urls': account.redirectUrls,
  };
}

/** `account` as the operator sees it (docs/api/operator.md#accounts). */
export function toAdminAccount(account: Account) {
  return {
    ...toSelf(account),
    'data-types': account.dataTypes as DataType[],
    'organisation-reference': account.organisationReference ?? undefined,
    statutory: account.statutory,
    'decisions-per-minute': account.decisionsPerMinute,
    'suspended-at': account.suspendedAt?.toISOString() ?? null,
  };
}

/** An account as the operator is answered. */
export type AdminAccount = ReturnType<typeof toAdminAccount>;
