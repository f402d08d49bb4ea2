import type { Tx } from '@/lib/db/database';
import { useConfirmedToken, type UsedToken } from './use-confirmed-token';

/**
 * Spends a confirmed token-ref of `/identity-records/reidentify` on the access record `ak`, which it links to
 * the Identity Record that it proved (docs/api/access-records.md#whom-a-record-is-about).
 *
 * @throws what {@link useConfirmedToken} throws
 */
export async function useReidentificationToken(
  tx: Tx,
  accountId: string,
  tokenRef: string,
  ak: string,
): Promise<UsedToken> {
  return useConfirmedToken(tx, {
    ...{ accountId, tokenRef, ak },
    field: 'reidentification-token',
    misfit: ({ crossOrganisation }) =>
      crossOrganisation ? null : 'was not started through /identity-records/reidentify',
  });
}
