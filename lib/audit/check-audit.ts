import { db } from '@/lib/db/database';
import { auditStart, walkAudit, type AuditFault, type AuditWalk } from './seal-audit';

/** What one part of a check found; `walk` is where the next part goes on. */
export interface AuditCheck {
  walk: AuditWalk;
  /** The chain's length now. */
  head: bigint;
  isDone: boolean;
  fault: AuditFault | null;
}

/**
 * Checks one part of the audit chain, for some `budgetMs`, so that a long chain keeps nobody waiting:
 * from its start, or going on with the walk of an earlier part. What a whole run of parts finds is what
 * `verifyAudit` finds.
 */
export async function checkAuditPart(
  before: AuditWalk | null,
  budgetMs: number,
): Promise<AuditCheck> {
  // The budget is real time, which does not follow a test's clock.
  const until = performance.now() + budgetMs;
  const walk = before ?? auditStart();
  const { isDone, fault } = await walkAudit(db(), walk, () => performance.now() >= until);
  return { walk, head: await sealedLength(), isDone, fault };
}

/** How many events are sealed. */
export async function sealedLength(): Promise<bigint> {
  const head = await db().auditHead.findFirstOrThrow();
  return head.position;
}
