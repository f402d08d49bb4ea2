import type { AccessState } from '@/lib/db/generated/client';

/** Who ended an access early: a customer in the portal, the organisation itself, or anybody else. */
export type Ender = 'customer' | 'organisation' | 'other';

/** What tells who ended an access: of its changes the revocation alone. */
export interface EndedAccess {
  state: AccessState;
  accountId: string;
  changes: { accountId: string | null }[];
}

/** Who revoked an access; null where nobody did. */
export function endedBy({ state, accountId, changes: [change] }: EndedAccess): Ender | null {
  if (state !== 'REVOKED' || !change) return null;
  if (change.accountId === null) return 'customer';
  return change.accountId === accountId ? 'organisation' : 'other';
}
