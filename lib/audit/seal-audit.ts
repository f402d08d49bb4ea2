import type { Db, Tx } from '@/lib/db/database';
import type { AuditEvent } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { sha256 } from '@/lib/platform/crypto';

/** Events sealed in one transaction. */
const BATCH = 500;
const HEAD_ID = 1;

/** JSON with its keys sorted, since a database may return an object's keys in another order. */
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
  const hashes = events.map((event) => {
    position += 1n;
    hash = sealOf(hash, position, event);
    return hash;
  });
  if (events.length > 0) {
    const ids = events.map(({ eventId }) => eventId);
    // One statement for all events, since on the embedded database everybody else waits for this
    // transaction.
    await tx.$executeRaw`
      UPDATE audit_events SET position = ${head.position} + seal.n, hash = seal.hash
      FROM unnest(${ids}::text[], ${hashes}::text[]) WITH ORDINALITY AS seal(id, hash, n)
      WHERE audit_events.event_id = seal.id`;
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
  /** The first fault, if any. Events after it cannot be judged. */
  fault: AuditFault | null;
}

const PAGE = 1000;

/** How far a walk of the chain has come. */
export interface AuditWalk {
  position: bigint;
  hash: string;
}

export const auditStart = (): AuditWalk => ({ position: 0n, hash: '' });

/** Goes on with `walk` over the next events, up to the first that does not fit. */
function follow(walk: AuditWalk, events: AuditEvent[]): AuditFault | null {
  for (const event of events) {
    const expected = walk.position + 1n;
    if (event.position !== expected) {
      return { position: expected.toString(), eventId: null, problem: 'missing' };
    }
    const seal = sealOf(walk.hash, expected, event);
    if (seal !== event.hash) {
      return { position: expected.toString(), eventId: event.eventId, problem: 'edited' };
    }
    walk.position = expected;
    walk.hash = seal;
  }
  return null;
}

/**
 * Continues `walk`, page by page, until the chain's end or its first fault, or until `isEnough` says so
 * between two pages. Then it is not `isDone`, and the walk can be continued later. Other processes may seal
 * events meanwhile.
 */
export async function walkAudit(
  db: Db,
  walk: AuditWalk,
  isEnough: () => boolean = () => false,
): Promise<{ isDone: boolean; fault: AuditFault | null }> {
  let lookedFor = 0n;
  for (;;) {
    const events = await db.auditEvent.findMany({
      where: { position: { gt: walk.position } },
      orderBy: { position: 'asc' },
      take: PAGE,
    });
    const fault = follow(walk, events);
    if (fault) return { isDone: true, fault };
    if (events.length > 0) {
      if (isEnough()) return { isDone: false, fault: null };
      continue;
    }
    // Read after the events it speaks of: a head ahead of them may have moved just now, so look again.
    const head = await db.auditHead.findUniqueOrThrow({ where: { id: HEAD_ID } });
    if (head.position > walk.position && head.position !== lookedFor) {
      lookedFor = head.position;
      continue;
    }
    if (head.position === walk.position && head.hash === walk.hash) {
      return { isDone: true, fault: null };
    }
    const position = (walk.position + 1n).toString();
    return { isDone: true, fault: { position, eventId: null, problem: 'end missing' } };
  }
}

/**
 * Walks the whole chain and finds the first edited or missing event, the end included. Events of the last
 * minute may not be sealed yet; of those it cannot tell whether one is missing.
 */
export async function verifyAudit(db: Db): Promise<AuditReport> {
  const unsealed = await db.auditEvent.count({ where: { position: null } });
  const walk = auditStart();
  const { fault } = await walkAudit(db, walk);
  return { sealed: Number(walk.position), unsealed, fault };
}
