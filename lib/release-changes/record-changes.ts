import type { Tx } from '@/lib/db/database';
import type { ReleaseChangeKind } from '@/lib/db/generated/client';
import { afterCommit } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { wakeNumbering } from './wake-numbering';

/** What happened to one access, or to all accesses of a Data User's account. */
export type NewReleaseChange = { kind: ReleaseChangeKind } & (
  { ak: string } | { accountId: string }
);

/**
 * Writes, in the transaction that causes them, changes after which the register may answer a Data Provider
 * otherwise (docs/api/releases.md#changes). Each gets its number soon after the commit.
 */
export async function recordReleaseChanges(
  tx: Tx,
  changes: NewReleaseChange[],
  at = now(),
): Promise<void> {
  if (changes.length === 0) return;
  await tx.releaseChange.createMany({ data: changes.map((change) => ({ ...change, at })) });
  afterCommit(tx, wakeNumbering);
}
