import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { gate } from './gate';
import { isKnownRight, rememberRightSecret } from './right-secrets';

// OWASP's scrypt setting: N=2^15, r=8, p=3 costs 32 MiB and about 100 ms of one core.
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const KEY_BYTES = 32;
/** Hashes at once in one process: caps memory at 128 MiB and leaves cores for everyone else. */
const PARALLEL = 4;

function derive(secret: string, salt: Buffer, cost: { N: number; r: number; p: number }) {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return gate(
    'secret-hash',
    PARALLEL,
  )(
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
 */
export async function hashSecret(secret: string, like?: string): Promise<string> {
  const [, likeN, likeR, likeP, likeSalt] = (like ?? '').split('$');
  const salt = likeSalt ? Buffer.from(likeSalt, 'base64url') : randomBytes(16);
  const { N, r, p } = likeSalt ? { N: Number(likeN), r: Number(likeR), p: Number(likeP) } : COST;
  const key = await derive(secret, salt, { N, r, p });
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Whether `secret` is one of those hashed with one salt. A null `stored` costs the same time as a wrong
 * secret and is never right; the newest one, found right by this process before, costs next to nothing.
 */
export async function verifySecret(
  secret: string,
  stored: string | null,
  alsoStored: string | null = null,
): Promise<boolean> {
  const [, N, r, p, salt, key] = (stored ?? '').split('$');
  if (!N || !r || !p || !salt || !key) {
    await derive(secret, Buffer.alloc(16), COST);
    return false;
  }
  if (stored !== null && isKnownRight(stored, secret)) return true;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const derived = await derive(secret, Buffer.from(salt, 'base64url'), cost);
  const isKey = (candidate: string | undefined) => {
    const expected = Buffer.from(candidate ?? '', 'base64url');
    return expected.length === derived.length && timingSafeEqual(expected, derived);
  };
  const [isNewest, isPrevious] = [isKey(key), isKey(alsoStored?.split('$')[5])];
  if (isNewest && stored !== null) rememberRightSecret(stored, secret);
  return isNewest || isPrevious;
}
