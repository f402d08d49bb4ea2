import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { UnavailableError } from './errors';
import { runWithinLimit, type ConcurrencyLimit } from './concurrency-limit';
import { isKnownRight, rememberRightSecret } from './right-secrets';

// OWASP's scrypt setting: N=2^15, r=8, p=3 costs 32 MiB and about 100 ms of one core.
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const KEY_BYTES = 32;
/**
 * Hashes at once in one process: half of the four threads that Node has for such work, since the signatures
 * of bearer tokens are checked on the same ones. It caps memory at 64 MiB too.
 */
const HASHING: ConcurrencyLimit = {
  name: 'secret-hash',
  parallel: 2,
  waiting: 32,
  patienceMs: 10_000,
  refusal: (why) => new UnavailableError(`hashing of secrets: ${why}`),
};

function derive(secret: string, salt: Buffer, cost: { N: number; r: number; p: number }) {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return runWithinLimit(
    HASHING,
    'all',
    () =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(secret.normalize('NFC'), salt, KEY_BYTES, options, (error, key) => {
          if (error) reject(error);
          else resolve(key);
        });
      }),
  );
}

/**
 * `scrypt$N$r$p$salt$key` of an account's secret, memory-hard. With the salt and cost of `like`, if
 * given, so that one hash can be compared with both.
 *
 * It takes a tenth of a second at least, and longer where others hash: never wait for it in a transaction.
 *
 * @throws {UnavailableError} when too many hashes are asked for at once
 */
export async function hashSecret(secret: string, like?: string): Promise<string> {
  const [, likeN, likeR, likeP, likeSalt] = (like ?? '').split('$');
  const salt = likeSalt ? Buffer.from(likeSalt, 'base64url') : randomBytes(16);
  const { N, r, p } = likeSalt ? { N: Number(likeN), r: Number(likeR), p: Number(likeP) } : COST;
  const key = await derive(secret, salt, { N, r, p });
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** The hashes of an account's secrets: of its own one, and of the one before while that is still good. */
export interface SecretHashes {
  newest: string | null;
  replaced: string | null;
}

/** Which of an account's secrets matched; null when neither did. */
export type WhichSecret = keyof SecretHashes | null;

/** Which of them this process has found `secret` to be before, at the cost of next to nothing. */
export function recallSecret(secret: string, { newest, replaced }: SecretHashes): WhichSecret {
  if (newest !== null && isKnownRight(newest, secret)) return 'newest';
  if (replaced !== null && isKnownRight(replaced, secret)) return 'replaced';
  return null;
}

/**
 * Which of two secrets hashed with one salt `secret` is. Where there is no hash it takes the time of a wrong
 * secret and is neither; one that was found right by this process before costs next to nothing.
 *
 * @throws {UnavailableError} when too many hashes are asked for at once
 */
export async function verifySecret(secret: string, hashes: SecretHashes): Promise<WhichSecret> {
  const { newest, replaced } = hashes;
  const [, N, r, p, salt, key] = (newest ?? '').split('$');
  if (!N || !r || !p || !salt || !key) {
    await derive(secret, Buffer.alloc(16), COST);
    return null;
  }
  const recalled = recallSecret(secret, hashes);
  if (recalled !== null) return recalled;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await derive(secret, Buffer.from(salt, 'base64url'), cost);
  const isKey = (candidate: string | undefined) => {
    const expected = Buffer.from(candidate ?? '', 'base64url');
    return expected.length === derived.length && timingSafeEqual(expected, derived);
  };
  const [isNewest, isReplaced] = [isKey(key), isKey(replaced?.split('$')[5])];
  if (isNewest && newest !== null) rememberRightSecret(newest, secret);
  else if (isReplaced && replaced !== null) rememberRightSecret(replaced, secret);
  if (isNewest) return 'newest';
  return isReplaced ? 'replaced' : null;
}
