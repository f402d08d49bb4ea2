import type { Tx } from '@/lib/db/database';

/** Keeps the evidence of a confirmation, where there is any, for the access record that was registered with it. */
export async function noteRegistered(tx: Tx, tokenRef: string, ak: string): Promise<void> {
  await tx.confirmationEvidence.updateMany({ where: { tokenRef }, data: { ak } });
}
