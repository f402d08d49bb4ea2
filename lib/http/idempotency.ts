import { db } from '@/lib/db/database';
import type { IdempotencyKey } from '@/lib/db/generated/client';
import { isUniqueViolation } from '@/lib/db/transaction';
import { KEY_LIFETIME_MS } from '@/lib/idempotency/delete-old-keys';
import { now } from '@/lib/platform/clock';
import { decrypt, deriveKey, encrypt, sha256 } from '@/lib/platform/crypto';
import { ConflictError, ValidationError } from '@/lib/platform/errors';
import { activeKey, requireStoredKey } from '@/lib/platform/key-ring';
import type { ErrorAnswer } from './error-answer';
import { isRead, type Exchange } from './exchange';
import type { Outcome } from './outcome';

const HEADER = 'Idempotency-Key';
/** A request that has not answered by then died with its process; its key may be used again. */
const ABANDONED_MS = 60_000;

/** 409 with `Retry-After`: the first request under the key has not answered yet. */
class StillRunningError extends ConflictError {
  override readonly retryAfterSeconds = 1;
}

/** What is kept of an outcome. Secrets that are shown once, and errors without end, are not among it. */
interface KeptAnswer extends Outcome {
  transactionId: string;
}

/** The errors of a refusal are kept up to this size: a small request must not fill the table for a day. */
const KEPT_ERRORS_BYTES = 4096;

const shownOnce = ['secret-key', 'signing-secret'];

/** The key of a write, or null: it has none, or is a read, whose key means nothing. @throws {ValidationError} */
export function readIdempotencyKey(exchange: Exchange): string | null {
  const key = isRead(exchange) ? null : exchange.request.headers.get(HEADER);
  if (key === null) return null;
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw ValidationError.field(HEADER, 'must be 1 to 255 printable ASCII characters');
}

/** One write under a key. */
export interface Claim {
  accountId: string;
  key: string;
  requestHash: string;
}

interface Sent {
  accountId: string;
  key: string | null;
  body: Uint8Array;
}

/** The claim to its key of what an account sent, or null where there is no key. */
export function claimOf({ request, url }: Exchange, { accountId, key, body }: Sent): Claim | null {
  if (key === null) return null;
  const sent = JSON.stringify([request.method, url.pathname, url.search, sha256(body)]);
  return { accountId, key, requestHash: sha256(sent) };
}

function context({ accountId, key }: { accountId: string; key: string }): string {
  return `idempotency:${accountId}:${key}`;
}

function open(row: IdempotencyKey): KeptAnswer | null {
  if (!row.answer || !row.keyId) return null;
  const key = deriveKey(requireStoredKey('encryption', row.keyId).bytes, 'idempotency');
  return JSON.parse(decrypt(key, row.answer, context(row)).toString('utf8')) as KeptAnswer;
}

/** Takes over a key whose day is over or whose request died; false when another was faster. */
async function takeOver(row: IdempotencyKey, claim: Claim): Promise<boolean> {
  const { count } = await db().idempotencyKey.updateMany({
    where: { accountId: row.accountId, key: row.key, startedAt: row.startedAt },
    data: {
      requestHash: claim.requestHash,
      startedAt: now(),
      answer: null,
      keyId: null,
    },
  });
  return count === 1;
}

/**
 * Claims a key, or answers what the first request under it was answered.
 * @throws {ConflictError} another request under the key; {@link StillRunningError}
 */
async function claimKey(claim: Claim): Promise<KeptAnswer | null> {
  const { accountId, key } = claim;
  try {
    await db().idempotencyKey.create({ data: { ...claim, startedAt: now() } });
    return null;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  const row = await db().idempotencyKey.findUnique({
    where: { accountId_key: { accountId, key } },
  });
  // Freed between the two statements.
  if (!row) return claimKey(claim);
  const age = now().getTime() - row.startedAt.getTime();
  const isOver = age >= KEY_LIFETIME_MS || (row.answer === null && age >= ABANDONED_MS);
  // Whoever was faster took the key over, or cleaned it away: look again.
  if (isOver) return (await takeOver(row, claim)) ? null : claimKey(claim);
  if (row.requestHash !== claim.requestHash) {
    throw new ConflictError('was used for another request', HEADER);
  }
  const kept = open(row);
  if (kept) return kept;
  throw new StillRunningError('The first request under this Idempotency-Key is still running.');
}

/** Whether an answer of this status is kept: one that a repeat could better is not. */
function isKept(status: number): boolean {
  return status < 500 && ![401, 403, 429].includes(status);
}

function withoutSecrets(body: object | null): object | null {
  if (body === null) return null;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !shownOnce.includes(name)));
}

/** A body as it is kept: of a long list of errors the beginning, and that it is no more than that. */
function withoutLength(body: object | null): object | null {
  if (body === null || !('errors' in body)) return body;
  const { errors, ...rest } = body as { errors: ErrorAnswer['errors'] };
  let bytes = 0;
  const kept = errors.filter(
    (error) => (bytes += Buffer.byteLength(JSON.stringify(error))) <= KEPT_ERRORS_BYTES,
  );
  if (kept.length === errors.length) return body;
  const message = 'The first answer under this Idempotency-Key named more faults than are kept.';
  return { ...rest, errors: [...kept, { 'error-code': 'VAL001', message }] };
}

/**
 * What the first request under a key was answered, with its transaction id; null when this is the first one,
 * which the key is now claimed for (docs/api/requests-and-errors.md#idempotency). A process that dies between
 * doing the work and keeping its answer leaves the key open to one more try after a minute: then the work can
 * be done twice.
 *
 * @throws {ConflictError} another request under the key; {@link StillRunningError}
 */
export async function findKeptAnswer(claim: Claim): Promise<Outcome | null> {
  const kept = await claimKey(claim);
  if (!kept) return null;
  const { status, body, headers, transactionId } = kept;
  return { status, body, headers: { ...headers, 'X-Transaction-Id': transactionId } };
}

/** Keeps the first answer under a key for a day, encrypted, or frees the key for a new try. */
export async function keepAnswer(
  { accountId, key }: Claim,
  transactionId: string,
  { status, body, headers }: Outcome,
): Promise<void> {
  const where = { accountId, key };
  if (!isKept(status)) {
    await db().idempotencyKey.deleteMany({ where });
    return;
  }
  const encryption = activeKey('encryption');
  const kept: KeptAnswer = {
    status,
    body: withoutLength(withoutSecrets(body)),
    headers,
    transactionId,
  };
  const plain = Buffer.from(JSON.stringify(kept));
  await db().idempotencyKey.updateMany({
    where,
    data: {
      keyId: encryption.id,
      answer: encrypt(deriveKey(encryption.bytes, 'idempotency'), plain, context(where)),
    },
  });
}
