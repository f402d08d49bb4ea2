import { DAY_S } from './clock';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

export const keyPurposes = ['token', 'link', 'lookup', 'encryption'] as const;
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

const keysSchema = z
  .array(keySchema)
  .min(1)
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'holds an id twice');

const ringSchema = z.strictObject({
  token: keysSchema,
  link: keysSchema,
  lookup: keysSchema,
  encryption: keysSchema,
});

export type KeyRing = z.infer<typeof ringSchema>;
export class KeyRingError extends Error {
  override name = 'KeyRingError';
}

function newKey(at: Date) {
  return {
    id: randomBytes(6).toString('hex'),
    secret: randomBytes(32).toString('base64url'),
    'active-from': at.toISOString(),
  };
}

export function generateKeyRing(at: Date): KeyRing {
  return {
    token: [newKey(at)],
    link: [newKey(at)],
    lookup: [newKey(at)],
    encryption: [newKey(at)],
  };
}

/**
 * The ring with a new key for `purpose` that becomes active `afterSeconds` from `at`. Look-up and
 * encryption keys are kept for ever, since stored data needs them; token and link keys that nothing
 * can need any more are dropped.
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
    purpose === 'lookup' || purpose === 'encryption'
      ? keys
      : keys.filter((key) => standing(keys, key.id, at, VERIFY_ONLY_S[purpose]) !== 'retired');
  return { ...ring, [purpose]: keep };
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
