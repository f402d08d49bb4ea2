import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { now } from './clock';
import { env, isProduction } from './env';
import { log } from './log';
import { processWide } from './process-wide';

export const keyPurposes = ['token', 'link', 'lookup', 'encryption'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/**
 * Seconds for which a replaced key still verifies what it signed: a bearer token lives two hours, a
 * link at most a week.
 */
export const VERIFY_ONLY_S = { token: 7200, link: 8 * 86_400 } as const;

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
export interface RingKey {
  id: string;
  bytes: Uint8Array;
}

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

function standing(
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

/**
 * Puts `ring` in the place of `file`, whole or not at all. The new file belongs to whom the old one did,
 * or a rotation by root would take the ring from the register that runs; strangers never read it.
 */
export function writeKeyRingFile(file: string, ring: KeyRing): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(temporary, `${JSON.stringify(ring, null, 2)}\n`, { mode: 0o600 });
  const replaced = fs.statSync(/*turbopackIgnore: true*/ file, { throwIfNoEntry: false });
  if (replaced) {
    fs.chownSync(temporary, replaced.uid, replaced.gid);
    // A group may be let in on purpose; where everybody was, nobody meant it.
    if ((replaced.mode & 0o044) === 0o040) fs.chmodSync(temporary, 0o640);
  }
  fs.renameSync(temporary, file);
}

/** Where the ring of this installation lies, or null when it comes whole from `KEY_RING`. */
export function keyRingFile(): string | null {
  if (env().KEY_RING) return null;
  return env().KEY_RING_FILE ?? path.join(env().DATA_DIR, 'keys.json');
}

/** Outside production, makes the ring's file if there is none. One of several starters wins. */
export function ensureKeyRing(): void {
  const file = keyRingFile();
  if (file && !isProduction() && !fs.existsSync(/*turbopackIgnore: true*/ file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, `${JSON.stringify(generateKeyRing(now()), null, 2)}\n`, {
      mode: 0o600,
    });
    try {
      fs.linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      fs.unlinkSync(draft);
    }
  }
  for (const purpose of keyPurposes) {
    if (!findActive(purpose)) throw new KeyRingError(`the key ring has no active ${purpose} key`);
  }
}

interface Loaded {
  ring: KeyRing;
  mtimeMs: number;
  checkedAt: number;
}

const RECHECK_MS = 1000;

function readKeyRingFile(file: string): { ring: KeyRing; mtimeMs: number } {
  try {
    const { mtimeMs } = fs.statSync(/*turbopackIgnore: true*/ file);
    const text = fs.readFileSync(/*turbopackIgnore: true*/ file, 'utf8');
    return { ring: parseKeyRing(text, 'KEY_RING_FILE'), mtimeMs };
  } catch (error) {
    if (error instanceof KeyRingError) throw error;
    throw new KeyRingError(`KEY_RING_FILE: ${file} cannot be read`, { cause: error });
  }
}

/**
 * The ring as it now stands; a changed file is noticed within a second, so rotation needs no restart, and
 * `atOnce` when asked so. A file that went away or was spoilt under a running register is told to the log,
 * and the ring it knows stays: stopping everything would be the greater harm.
 */
function loadKeyRing(atOnce = false): KeyRing {
  const cache = processWide('key-ring', () => ({ loaded: null as Loaded | null }));
  const file = keyRingFile();
  if (!file) {
    cache.loaded ??= {
      ring: parseKeyRing(env().KEY_RING ?? '', 'KEY_RING'),
      mtimeMs: 0,
      checkedAt: 0,
    };
    return cache.loaded.ring;
  }
  const tick = performance.now();
  const { loaded } = cache;
  if (!loaded) return (cache.loaded = { ...readKeyRingFile(file), checkedAt: tick }).ring;
  if (!atOnce && tick - loaded.checkedAt < RECHECK_MS) return loaded.ring;
  loaded.checkedAt = tick;
  try {
    const { mtimeMs } = fs.statSync(/*turbopackIgnore: true*/ file);
    if (mtimeMs !== loaded.mtimeMs) Object.assign(loaded, readKeyRingFile(file));
  } catch (error) {
    log().error({ err: error }, 'the changed key ring cannot be used; the one before stays');
  }
  return loaded.ring;
}

function toRingKey(key: KeyRing[KeyPurpose][number]): RingKey {
  return { id: key.id, bytes: Buffer.from(key.secret, 'base64url') };
}

function findActive(purpose: KeyPurpose): KeyRing[KeyPurpose][number] | undefined {
  const keys = loadKeyRing()[purpose];
  return keys.find((key) => standing(keys, key.id, now(), Infinity) === 'active');
}

/** The key that becomes active before all others. */
function earliest(keys: KeyRing[KeyPurpose]): KeyRing[KeyPurpose][number] | undefined {
  const startOf = (key: KeyRing[KeyPurpose][number]) => Date.parse(key['active-from']);
  return keys.toSorted((one, other) => startOf(one) - startOf(other))[0];
}

/**
 * The key that signs, hashes or encrypts now. Where none is active yet, the first that will be: each
 * purpose had an active one at the start, so the clock has been set back.
 */
export function activeKey(purpose: KeyPurpose): RingKey {
  const key = findActive(purpose) ?? earliest(loadKeyRing()[purpose]);
  if (!key) throw new KeyRingError(`the key ring has no active ${purpose} key`);
  return toRingKey(key);
}

/** The ring's keys of a purpose, `id` among them if it is there: another process may have used it first. */
function keysWith(purpose: KeyPurpose, id: string): KeyRing[KeyPurpose] {
  const known = loadKeyRing()[purpose];
  if (known.some((key) => key.id === id)) return known;
  return loadKeyRing(true)[purpose];
}

/** The key `id` if it may still verify a signature, else null. */
export function findVerifyingKey(purpose: 'token' | 'link', id: string): RingKey | null {
  const keys = keysWith(purpose, id);
  const key = keys.find((candidate) => candidate.id === id);
  if (!key) return null;
  const state = standing(keys, id, now(), VERIFY_ONLY_S[purpose]);
  return state === 'retired' ? null : toRingKey(key);
}

/** The key `id` whatever its standing: what was stored under a retired key stays readable. */
export function requireStoredKey(purpose: 'link' | 'lookup' | 'encryption', id: string): RingKey {
  const key = keysWith(purpose, id).find((candidate) => candidate.id === id);
  if (!key) throw new KeyRingError(`the key ring has lost ${purpose} key ${id}`);
  return toRingKey(key);
}

/** Every key of a purpose whose stored data must stay readable, oldest first. */
export function allKeys(purpose: 'link' | 'lookup' | 'encryption'): RingKey[] {
  return loadKeyRing()[purpose].map(toRingKey);
}
