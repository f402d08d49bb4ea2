import { db } from '@/lib/db/database';
import { decrypt } from '@/lib/platform/crypto';
import type { Evidence } from './dto';
import { unwrapEvidenceKey } from './evidence-key';

/**
 * The evidence of a confirmation. It leaves the register in one place: the customer's own copy of a receipt.
 * @returns null when the confirmation has none, or it is kept no more
 */
export async function openEvidence(tokenRef: string): Promise<Evidence | null> {
  const row = await db().confirmationEvidence.findUnique({ where: { tokenRef } });
  if (!row) return null;
  const plain = decrypt(unwrapEvidenceKey(tokenRef, row), row.sealed, `evidence:${tokenRef}`);
  return JSON.parse(plain.toString()) as Evidence;
}
