import { now } from './clock';
import { env, isProduction } from './env';
import {
  completeKeyRingFile,
  createKeyRingFile,
  keyRingFile,
  keyRingFileTime,
  readKeyRingFile,
} from './key-ring-file';
import {
  KeyRingError,
  keyPurposes,
  parseKeyRing,
  standing,
  unrevoked,
  VERIFY_ONLY_S,
  type KeyPurpose,
  type KeyRing,
  type ReceiptKey,
} from './key-ring-shape';
import { log } from './log';
import { processWide } from './process-wide';

/** A key ready for use. */
export interface RingKey {
  id: string;
  bytes: Uint8Array;
}

/**
 * Outside production, makes the ring's file if there is none, and the list that one of an earlier version
 * lacks. @throws {KeyRingError} without an active key
 */
export function ensureKeyRing(): void {
  const file = keyRingFile();
  if (file && !isProduction()) {
    createKeyRingFile(file, now());
    completeKeyRingFile(file, now());
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

/**
 * The ring as it now is. A changed file is noticed within a second, so that rotation needs no restart, and at
 * once with `atOnce`. When the file is gone or damaged while the register runs, that is logged and the ring
 * last read remains in use, since stopping everything would be the greater harm.
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
    if (keyRingFileTime(file) !== loaded.mtimeMs) Object.assign(loaded, readKeyRingFile(file));
  } catch (error) {
    log().error({ err: error }, 'the changed key ring cannot be used; the one before stays');
  }
  return loaded.ring;
}

function toRingKey(key: KeyRing[KeyPurpose][number]): RingKey {
  return { id: key.id, bytes: Buffer.from(key.secret, 'base64url') };
}

function findActive(purpose: KeyPurpose): KeyRing[KeyPurpose][number] | undefined {
  const keys = unrevoked(loadKeyRing()[purpose]);
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
  const key = findActive(purpose) ?? earliest(unrevoked(loadKeyRing()[purpose]));
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

/** The key `id`, active or retired, so that what was stored under a retired key can be read. */
export function requireStoredKey(purpose: 'link' | 'lookup' | 'encryption', id: string): RingKey {
  const key = keysWith(purpose, id).find((candidate) => candidate.id === id);
  if (!key) throw new KeyRingError(`the key ring has lost ${purpose} key ${id}`);
  return toRingKey(key);
}

/** Every key of a purpose whose stored data must remain readable, oldest first. */
export function allKeys(purpose: 'link' | 'lookup' | 'encryption'): RingKey[] {
  return loadKeyRing()[purpose].map(toRingKey);
}

/** Every key that ever signed receipts or will, oldest first, as the ring has them. */
export function allReceiptKeys(): readonly ReceiptKey[] {
  return loadKeyRing().receipt;
}
