import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { DAY_S } from './clock';
import { isP256PrivateKey } from './p256-key';

export const keyPurposes = ['token', 'link', 'lookup', 'encryption', 'receipt'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/**
 * Seconds for which a replaced key still verifies what it signed: a bearer token lives two hours, a
 * link at most a week.
 */
export const VERIFY_ONLY_S = { token: 7200, link: 8 * DAY_S } as const;

const keySchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
  /** 32 bytes, base64url. */
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in base64url'),
  'active-from': z.iso.datetime(),
});

/** A private key of P-256; one that leaked is marked, and signs nothing from then on. */
const receiptKeySchema = keySchema.extend({
  secret: keySchema.shape.secret.refine(
    (secret) => isP256PrivateKey(Buffer.from(secret, 'base64url')),
    'must be a private key of P-256',
  ),
  'revoked-at': z.iso.datetime().optional(),
});

const isEachOnce = (keys: { id: string }[]) =>
  new Set(keys.map(({ id }) => id)).size === keys.length;

const keysSchema = z.array(keySchema).min(1).refine(isEachOnce, 'holds an id twice');

const ringSchema = z.strictObject({
  token: keysSchema,
  link: keysSchema,
  lookup: keysSchema,
  encryption: keysSchema,
  // Rings made before there were receipts have no such list.
  receipt: z.array(receiptKeySchema).refine(isEachOnce, 'holds an id twice').default([]),
});

export type KeyRing = z.infer<typeof ringSchema>;
export type ReceiptKey = KeyRing['receipt'][number];

export class KeyRingError extends Error {
  override name = 'KeyRingError';
}

function newKey(at: Date) {
  let bytes = randomBytes(32);
  // Of 2^32 draws one is no private key of P-256; for the other purposes each will do.
  while (!isP256PrivateKey(bytes)) bytes = randomBytes(32);
  return {
    id: randomBytes(6).toString('hex'),
    secret: bytes.toString('base64url'),
    'active-from': at.toISOString(),
  };
}

export function generateKeyRing(at: Date): KeyRing {
  return {
    token: [newKey(at)],
    link: [newKey(at)],
    lookup: [newKey(at)],
    encryption: [newKey(at)],
    receipt: [newKey(at)],
  };
}

/**
 * The ring with a new key for `purpose` that becomes active `afterSeconds` from `at`. Look-up and
 * encryption keys are kept for ever, since stored data needs them, and receipt keys, since customers keep
 * receipts; token and link keys that nothing can need any more are dropped.
 */
export function rotateKeyRing(
  ring: KeyRing,
  purpose: KeyPurpose,
  at: Date,
  afterSeconds = 0,
): KeyRing {
  const added = newKey(new Date(at.getTime() + afterSeconds * 1000));
  const keys = [...ring[purpose], added];
  const keep =
    purpose === 'token' || purpose === 'link'
      ? keys.filter((key) => standing(keys, key.id, at, VERIFY_ONLY_S[purpose]) !== 'retired')
      : keys;
  return { ...ring, [purpose]: keep };
}

/** The ring with the receipt key `id` marked as leaked at `at`; null when it has no such key. */
export function revokeReceiptKey(ring: KeyRing, id: string, at: Date): KeyRing | null {
  if (!ring.receipt.some((key) => key.id === id)) return null;
  const receipt = ring.receipt.map((key) =>
    key.id === id ? { ...key, 'revoked-at': at.toISOString() } : key,
  );
  return { ...ring, receipt };
}

/** Of receipt keys those that may sign: one that leaked never does. */
export function unrevoked(keys: KeyRing[KeyPurpose]): KeyRing[KeyPurpose] {
  return keys.filter(
    (key: KeyRing[KeyPurpose][number] & { 'revoked-at'?: string | undefined }) =>
      key['revoked-at'] === undefined,
  );
}

type Standing = 'future' | 'active' | 'verify-only' | 'retired';

/** How the key `id` stands at `at`, whose kind verifies for `verifyOnlySeconds` after it was replaced. */
export function standing(
  keys: KeyRing[KeyPurpose],
  id: string,
  at: Date,
  verifyOnlySeconds: number,
): Standing {
  const started = keys
    .filter((key) => Date.parse(key['active-from']) <= at.getTime())
    .sort((a, b) => Date.parse(a['active-from']) - Date.parse(b['active-from']));
  const index = started.findIndex((key) => key.id === id);
  if (index < 0) return 'future';
  const successor = started[index + 1];
  if (!successor) return 'active';
  const replacedAt = Date.parse(successor['active-from']);
  return at.getTime() < replacedAt + verifyOnlySeconds * 1000 ? 'verify-only' : 'retired';
}

export function parseKeyRing(text: string, source: string): KeyRing {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new KeyRingError(`${source}: is not JSON`, { cause: error });
  }
  const parsed = ringSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw new KeyRingError(`${source}: ${first?.path.join('.')} ${first?.message}`);
}
