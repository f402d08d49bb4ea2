import { db } from '@/lib/db/database';

/**
 * When and why the operator voided an own Identity Record.
 *
 * @returns null when it was not voided, or is not the account's
 */
export async function findVoid(
  accountId: string,
  ir: string,
): Promise<{ at: string; reason: string } | null> {
  const record = await db().identityRecord.findFirst({ where: { ir, accountId } });
  if (!record?.voidedAt) return null;
  return { at: record.voidedAt.toISOString(), reason: record.voidReason ?? '' };
}
