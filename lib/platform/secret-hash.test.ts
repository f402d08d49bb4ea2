import { scryptSync, webcrypto } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { UnavailableError } from './errors';
import { hashSecret, recallSecret, verifySecret, type WhichSecret } from './secret-hash';

let stored: string;

/** Judges a secret by the newest hash, and by that of the one before where one is given. */
const verify = (secret: string, newest: string | null, replaced: string | null = null) =>
  verifySecret(secret, { newest, replaced });

beforeAll(async () => {
  stored = await hashSecret('correct horse');
});

test('the right secret verifies', async () => {
  expect(await verify('correct horse', stored)).toBe('newest');
});

test.each(['correct horse ', ''])('the wrong secret %j does not', async (wrong) => {
  expect(await verify(wrong, stored)).toBeNull();
});

test('the hash is memory-hard and does not hold the secret', () => {
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$/);
  expect(stored).not.toContain('correct');
});

test('two hashes of one secret differ', async () => {
  expect(await hashSecret('correct horse')).not.toBe(stored);
});

test('a secret typed in another Unicode form is the same secret', async () => {
  expect(await verify('caf\u0065\u0301', await hashSecret('caf\u00e9'))).toBe('newest');
});

const salt = Buffer.from('sodium chloride!');

/** The secret `battery` at a hundredth of the cost of our own. */
function cheap(): string {
  const key = scryptSync('battery', salt, 32, { N: 1024, r: 8, p: 1 });
  return `scrypt$1024$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

test('a hash made with another cost still verifies, so that the cost can be raised', async () => {
  expect(await verify('battery', cheap())).toBe('newest');
  expect(await verify('staple', cheap())).toBeNull();
});

test.each(['', 'none', 'scrypt$1024$8$1$c2FsdA$', 'scrypt$1024$8$1$c2FsdA$c2hvcnQ'])(
  'nothing verifies against the malformed hash %j',
  async (malformed) => {
    expect(await verify('', malformed)).toBeNull();
  },
);

test('a secret found right before is so at once; a wrong one and one of another hash are not', async () => {
  const first = await hashSecret('a secret of this test');
  expect(await verify('a secret of this test', first)).toBe('newest');
  const from = process.cpuUsage();
  for (let again = 0; again < 100; again += 1) {
    expect(await verify('a secret of this test', first)).toBe('newest');
  }
  // A hundred hashes would take seconds of the processor.
  expect(process.cpuUsage(from).user).toBeLessThan(1_000_000);
  expect(await verify('another secret', first)).toBeNull();
  expect(await verify('a secret of this test', await hashSecret('rotated'))).toBeNull();
});

test('a replaced secret is right only while its hash is handed in', async () => {
  const old = await hashSecret('the old one');
  const fresh = await hashSecret('the new one', old);
  expect(await verify('the old one', fresh, old)).toBe('replaced');
  expect(await verify('the old one', fresh)).toBeNull();
});

test('an unknown account costs the time of a known one', async () => {
  // Of the processor, which a busy machine cannot stretch.
  const cost = async (hash: string | null) => {
    const from = process.cpuUsage();
    await verify('guess', hash);
    return process.cpuUsage(from).user;
  };
  await cost(null);
  const known = await cost(stored);
  const unknown = await cost(null);
  // Far apart on purpose: without the work it would be a thousand times less, not a half.
  expect(unknown).toBeGreaterThan(known / 2);
});

test('a replaced secret costs one hash in its time, however often it is said', async () => {
  const replaced = await hashSecret('said again and again');
  const newest = await hashSecret('the next one', replaced);
  const hashes = { newest, replaced };
  expect(recallSecret('said again and again', hashes)).toBeNull();
  expect(await verifySecret('said again and again', hashes)).toBe('replaced');
  expect(recallSecret('said again and again', hashes)).toBe('replaced');
  expect(recallSecret('said again and again', { ...hashes, replaced: null })).toBeNull();
});

test('two are hashed at once, so that half of the threads are left for the signatures of tokens', async () => {
  const busy = [1, 2, 3, 4, 5].map((guess) => verify(`guess ${guess}`, null));
  let done = 0;
  for (const guess of busy) void guess.then(() => (done += 1));
  // Were all four threads hashing, this would wait for the first of them to be done.
  for (let time = 0; time < 5; time += 1) await webcrypto.subtle.digest('SHA-256', salt);
  expect(done).toBe(0);
  await Promise.all(busy);
});

test('of too many asked for at once some are refused, so that they fill neither memory nor queue', async () => {
  const guesses = Array.from({ length: 40 }, (_, guess) => verify(`guess ${guess}`, cheap()));
  const results = await Promise.allSettled<WhichSecret>(guesses);
  const refused = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  expect(refused).toHaveLength(6);
  expect(refused[0]).toBeInstanceOf(UnavailableError);
  expect(await verify('battery', cheap())).toBe('newest');
});
