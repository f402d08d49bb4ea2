import { db } from '@/lib/db/database';
import type { IdempotencyKey } from '@/lib/db/generated/client';
import { isUniqueViolation } from '@/lib/db/transaction';
import { KEY_LIFETIME_MS } from '@/lib/idempotency/delete-old-keys';
import { now } from '@/lib/platform/clock';
import { decrypt, deriveKey, encrypt, sha256 } from '@/lib/platform/crypto';
import { ConflictError, ValidationError } from '@/lib/platform/errors';
import { activeKey, requireStoredKey } from '@/lib/platform/key-ring';
import type { ErrorAnswer } from './error-answer';
import type { ApiRequest } from './exchange';
import type { Outcome } from './operation';

const HEADER = 'Idempotency-Key';
/** A request that has not answered by then died with its process; its key may be used again. */
const ABANDONED_MS = 60_000;

/** 409 with `Retry-After`: the first request under the key has not answered yet. */
export class StillRunningError extends ConflictError {
  override readonly retryAfterSeconds = 1;
}

/** What is kept of an outcome. Secrets that are shown once, and errors without end, are not among it. */
interface KeptAnswer extends Outcome {
  transactionId: string;
}

/** The errors of a refusal are kept up to this size: a small request must not fill the table for a day. */
const KEPT_ERRORS_BYTES = 4096;

const shownOnce = ['secret-key', 'signing-secret'];

/** The key of a write, or null. @throws {ValidationError} */
export function readIdempotencyKey(request: ApiRequest): string | null {
  const key = request.headers.get(HEADER);
  if (key === null) return null;
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw ValidationError.field(HEADER, 'must be 1 to 255 printable ASCII characters');
}

/** One write under a key. */
export interface IdempotentRequest {
  accountId: string;
  key: string;
  request: ApiRequest;
  body: Uint8Array;
}

function requestHash({ request, body }: IdempotentRequest): string {
  const { pathname, search } = new URL(request.url);
  return sha256(JSON.stringify([request.method, pathname, search, sha256(body)]));
}

interface Claim {
  accountId: string;
  key: string;
  requestHash: string;
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

/** Keeps the first answer, encrypted, or frees the key for a new try. */
async function settle({ accountId, key }: Claim, answer: KeptAnswer): Promise<void> {
  const where = { accountId, key };
  if (!isKept(answer.status)) {
    await db().idempotencyKey.deleteMany({ where });
    return;
  }
  const encryption = activeKey('encryption');
  const body = withoutLength(withoutSecrets(answer.body));
  const plain = Buffer.from(JSON.stringify({ ...answer, body }));
  await db().idempotencyKey.updateMany({
    where,
    data: {
      keyId: encryption.id,
      answer: encrypt(deriveKey(encryption.bytes, 'idempotency'), plain, context(where)),
    },
  });
}

/**
 * Answers a write once for each key: the first time by `answer`, for a day after that by what it
 * answered (docs/api/requests-and-errors.md#idempotency). A process that dies between doing the work and
 * keeping its answer leaves the key open to one more try after a minute: then the work can be done twice.
 */
export async function answerOnce(
  request: IdempotentRequest,
  transactionId: string,
  answer: () => Promise<Outcome>,
): Promise<Outcome> {
  const { accountId, key } = request;
  const claim = { accountId, key, requestHash: requestHash(request) };
  const kept = await claimKey(claim);
  if (kept) {
    const { status, body, headers } = kept;
    return { status, body, headers: { ...headers, 'X-Transaction-Id': kept.transactionId } };
  }
  const outcome = await answer();
  await settle(claim, { ...outcome, transactionId });
  return outcome;
}
