import type { Db, Tx } from '@/lib/db/database';
import type { AuditEvent } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { sha256 } from '@/lib/platform/crypto';

/** Events sealed in one transaction. */
const BATCH = 500;
const HEAD_ID = 1;

/** Keys in one order: a database may hand an object back in another. */
function canonical(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, canonical(child)]),
  );
}

/** The seal of one event: SHA-256 over the seal before it, its position and all that it says. */
export function sealOf(previousHash: string, position: bigint, event: AuditEvent): string {
  const content = [
    previousHash,
    position.toString(),
    event.eventId,
    event.at.toISOString(),
    event.accountId,
    event.eventType,
    event.ak,
    event.ir,
    event.tokenRef,
    canonical(event.detail),
  ];
  return sha256(JSON.stringify(content));
}

async function sealBatch(tx: Tx): Promise<number> {
  // One sealer at a time, whichever process it runs in.
  await tx.$queryRaw`SELECT 1 FROM audit_head WHERE id = ${HEAD_ID} FOR UPDATE`;
  const head = await tx.auditHead.findUniqueOrThrow({ where: { id: HEAD_ID } });
  const events = await tx.auditEvent.findMany({
    where: { position: null },
    orderBy: { sequence: 'asc' },
    take: BATCH,
  });
  let { position, hash } = head;
  for (const event of events) {
    position += 1n;
    hash = sealOf(hash, position, event);
    await tx.auditEvent.update({ where: { eventId: event.eventId }, data: { position, hash } });
  }
  if (events.length > 0) {
    await tx.auditHead.update({ where: { id: HEAD_ID }, data: { position, hash } });
  }
  return events.length;
}

/** Seals every event that is not yet in the chain, in the order of writing, and answers how many. */
export async function sealAudit(): Promise<number> {
  let sealed = 0;
  for (;;) {
    const batch = await inTransaction(sealBatch);
    sealed += batch;
    if (batch < BATCH) return sealed;
  }
}

export interface AuditFault {
  position: string;
  eventId: string | null;
  problem: 'edited' | 'missing' | 'end missing';
}

export interface AuditReport {
  sealed: number;
  unsealed: number;
  /** The first fault: past it nothing can be said. */
  fault: AuditFault | null;
}

const PAGE = 1000;

/**
 * Walks the whole chain and finds the first edited or missing event, the end included. Events of the
 * last minute may not be sealed yet; of those it cannot tell whether one is missing.
 */
export async function verifyAudit(db: Db): Promise<AuditReport> {
  const head = await db.auditHead.findUniqueOrThrow({ where: { id: HEAD_ID } });
  const unsealed = await db.auditEvent.count({ where: { position: null } });
  let position = 0n;
  let hash = '';
  const report = (fault: AuditFault | null): AuditReport => ({
    sealed: Number(position),
    unsealed,
    fault,
  });
  for (;;) {
    const events = await db.auditEvent.findMany({
      where: { position: { gt: position } },
      orderBy: { position: 'asc' },
      take: PAGE,
    });
    for (const event of events) {
      const expected = position + 1n;
      if (event.position !== expected) {
        return report({ position: expected.toString(), eventId: null, problem: 'missing' });
      }
      const seal = sealOf(hash, expected, event);
      if (seal !== event.hash) {
        const { eventId } = event;
        return report({ position: expected.toString(), eventId, problem: 'edited' });
      }
      position = expected;
      hash = seal;
    }
    if (events.length < PAGE) break;
  }
  if (position === head.position && hash === head.hash) return report(null);
  return report({ position: (position + 1n).toString(), eventId: null, problem: 'end missing' });
}
