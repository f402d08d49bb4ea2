import type { Db } from '@/lib/db/database';
import {
  credentialsOn,
  type RecordWithCredentials,
} from '@/lib/identity-records/holders/usable-credentials';
import { whereProves } from './proves';

/**
 * The records without the passkeys that were made for another Identity Record which proves nothing now:
 * whoever made that one up may hold them, and has shared them by the holder
 * (docs/api/passkeys.md#accounts-that-fell). On the very record that it was made for a passkey stays.
 */
export async function withoutFallenPasskeys<Found extends RecordWithCredentials>(
  db: Db,
  records: Found[],
): Promise<Found[]> {
  const made = records.flatMap((record) =>
    credentialsOn(record)
      .map(({ enrolledForIr }) => enrolledForIr)
      .filter((ir) => ir !== record.ir),
  );
  if (made.length === 0) return records;
  const standing = await db.identityRecord.findMany({
    where: { ir: { in: [...new Set(made)] }, ...whereProves },
    select: { ir: true },
  });
  const counting = new Set(standing.map(({ ir }) => ir));
  return records.map((record) => ({
    ...record,
    credentials: record.credentials.filter(
      ({ credential: { enrolledForIr } }) =>
        enrolledForIr === record.ir || counting.has(enrolledForIr),
    ),
  }));
}
