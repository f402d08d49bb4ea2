import { scryptSync } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { gate } from './gate';
import { hashSecret, verifySecret } from './secret-hash';

let stored: string;

beforeAll(async () => {
  stored = await hashSecret('correct horse');
});

test('the right secret verifies', async () => {
  expect(await verifySecret('correct horse', stored)).toBe(true);
});

test.each(['correct horse ', ''])('the wrong secret %j does not', async (wrong) => {
  expect(await verifySecret(wrong, stored)).toBe(false);
});

test('the hash is memory-hard and does not hold the secret', () => {
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$/);
  expect(stored).not.toContain('correct');
});

test('two hashes of one secret differ', async () => {
  expect(await hashSecret('correct horse')).not.toBe(stored);
});

test('a secret typed in another Unicode form is the same secret', async () => {
  expect(await verifySecret('caf\u0065\u0301', await hashSecret('caf\u00e9'))).toBe(true);
});

test('a hash made with another cost still verifies, so that the cost can be raised', async () => {
  const salt = Buffer.from('sodium chloride!');
  const key = scryptSync('battery', salt, 32, { N: 1024, r: 8, p: 1 });
  const cheap = `scrypt$1024$8$1$${salt.toString('base64url')}$${key.toString('base64url')}`;
  expect(await verifySecret('battery', cheap)).toBe(true);
  expect(await verifySecret('staple', cheap)).toBe(false);
});

test.each(['', 'none', 'scrypt$1024$8$1$c2FsdA$', 'scrypt$1024$8$1$c2FsdA$c2hvcnQ'])(
  'nothing verifies against the malformed hash %j',
  async (malformed) => {
    expect(await verifySecret('', malformed)).toBe(false);
  },
);

test('a secret found right before is so at once; a wrong one and one of another hash are not', async () => {
  const first = await hashSecret('a secret of this test');
  expect(await verifySecret('a secret of this test', first)).toBe(true);
  const from = process.cpuUsage();
  for (let again = 0; again < 100; again += 1) {
    expect(await verifySecret('a secret of this test', first)).toBe(true);
  }
  // A hundred hashes would take seconds of the processor.
  expect(process.cpuUsage(from).user).toBeLessThan(1_000_000);
  expect(await verifySecret('another secret', first)).toBe(false);
  expect(await verifySecret('a secret of this test', await hashSecret('rotated'))).toBe(false);
});

test('a replaced secret is right only while its hash is handed in', async () => {
  const old = await hashSecret('the old one');
  const fresh = await hashSecret('the new one', old);
  expect(await verifySecret('the old one', fresh, old)).toBe(true);
  expect(await verifySecret('the old one', fresh)).toBe(false);
});

test('an unknown account costs the time of a known one', async () => {
  // Of the processor, which a busy machine cannot stretch.
  const cost = async (hash: string | null) => {
    const from = process.cpuUsage();
    await verifySecret('guess', hash);
    return process.cpuUsage(from).user;
  };
  await cost(null);
  const known = await cost(stored);
  const unknown = await cost(null);
  // Far apart on purpose: without the work it would be a thousand times less, not a half.
  expect(unknown).toBeGreaterThan(known / 2);
});

test('four are hashed at once, however many are asked for, so that guesses cannot fill the memory', async () => {
  const guesses = Array.from({ length: 9 }, (_, guess) => verifySecret(`guess ${guess}`, null));
  const { activeCount, pendingCount } = gate('secret-hash', 4);
  expect({ activeCount, pendingCount }).toEqual({ activeCount: 4, pendingCount: 5 });
  await Promise.all(guesses);
});
