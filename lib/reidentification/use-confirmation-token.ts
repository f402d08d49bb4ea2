import type { Tx } from '@/lib/db/database';
import { useConfirmedToken, type UsedToken } from './use-confirmed-token';

interface ConfirmationUse {
  accountId: string;
  tokenRef: string;
  ak: string;
  /** The Identity Record that the access record is linked to; null: none. */
  ir: string | null;
}

/**
 * Spends a confirmed token-ref, started in either way, on an access record that is linked to whom it proved
 * (docs/api/proposals.md#registering-what-was-confirmed).
 *
 * @throws what {@link useConfirmedToken} throws
 */
export async function useConfirmationToken(
  tx: Tx,
  { accountId, tokenRef, ak, ir }: ConfirmationUse,
): Promise<UsedToken> {
  return useConfirmedToken(tx, {
    ...{ accountId, tokenRef, ak },
    field: 'confirmation-token',
    misfit: (row) =>
      row.ir === ir ? null : 'was not started on the Identity Record that this record is linked to',
  });
}
