import type { Db } from '@/lib/db/database';
import type { AccessRecord } from '@/lib/db/generated/client';
import type { Confirmation } from './dto';

/** How the customer confirmed an access, and the digest of the evidence that is kept of it; each may be null. */
export async function findConfirmation(
  db: Db,
  access: Pick<AccessRecord, 'customerConfirmation' | 'confirmationRef'>,
): Promise<{ confirmation: Confirmation | null; evidenceDigest: string | null }> {
  const confirmation = access.customerConfirmation as unknown as Confirmation | null;
  const evidence = await db.confirmationEvidence.findUnique({
    where: { tokenRef: access.confirmationRef ?? '' },
    select: { digest: true },
  });
  return { confirmation, evidenceDigest: evidence?.digest ?? null };
}
