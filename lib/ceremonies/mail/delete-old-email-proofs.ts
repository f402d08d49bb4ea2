import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';

/** So long a mailed link that is over still says so, rather than that it is unknown. */
export const EMAIL_PROOF_KEPT_S = 7 * DAY_S;

/** Deletes e-mail proofs a week after they expired: they tie a browser to a record. */
export async function deleteOldEmailProofs(): Promise<number> {
  const expired = secondsFrom(now(), -EMAIL_PROOF_KEPT_S);
  return inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT id FROM email_proofs WHERE expires_at <= ${expired}
         LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      DELETE FROM email_proofs USING old WHERE email_proofs.id = old.id`,
  );
}
