import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { RateLimitError } from '@/lib/platform/errors';
import { forgetProcess } from '@/lib/platform/testing/forget-process';
import { checkLimit, consumeLimit, limits } from './limits';

// After the test's own key ring has begun.
const start = new Date('2040-01-01T12:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

/** The settings as another start would read them; the open database stays. */
function setScale(scale: string): void {
  vi.stubEnv('RATE_LIMIT_SCALE', scale);
  forgetProcess(['env', 'limiters']);
}

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  let key: string;
  const consume = (points?: number) => consumeLimit('mail-record', [key], points);
  const check = () => checkLimit('mail-record', [key]);

  /** How many of `tries` uses, one after the other, were let through. */
  async function allowed(tries: number, points?: number): Promise<number> {
    let count = 0;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      try {
        await consume(points);
        count += 1;
      } catch (error) {
        if (!(error instanceof RateLimitError)) throw error;
      }
    }
    return count;
  }

  beforeEach(() => {
    key = randomUUID();
    vi.setSystemTime(start);
    setScale('1');
  });
  afterEach(() => vi.useRealTimers());

  test('as many uses as the limit says are let through', async () => {
    expect(await allowed(8)).toBe(limits['mail-record'].points);
  });

  test('the refusal says how long to wait, to the second', async () => {
    await allowed(5);
    vi.setSystemTime(after(3000));
    const error: unknown = await consume().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({
      retryAfterSeconds: 600,
      limit: { limit: 5, windowSeconds: 3600 },
      items: [{ code: 'RATE001' }],
    });
  });

  test('the window opens anew when its time is over, not earlier', async () => {
    await allowed(5);
    vi.setSystemTime(after(3599));
    expect(await allowed(1)).toBe(0);
    vi.setSystemTime(after(3600));
    expect(await allowed(8)).toBe(5);
  });

  test('refused uses do not prolong the window', async () => {
    await allowed(5);
    vi.setSystemTime(after(1800));
    await allowed(10);
    vi.setSystemTime(after(3600));
    expect(await allowed(1)).toBe(1);
  });

  test('of fifty uses at once as many as the limit says are let through', async () => {
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => consume()));
    const refused = results.filter((result) => result.status === 'rejected');
    for (const { reason } of refused) expect(reason).toBeInstanceOf(RateLimitError);
    expect(results.length - refused.length).toBe(5);
  });

  test('the count is shared by processes and outlives a restart', async () => {
    expect(await allowed(3)).toBe(3);
    forgetProcess(['limiters']);
    expect(await allowed(5)).toBe(2);
  });

  test('each key and each limit counts for itself', async () => {
    await allowed(5);
    await consumeLimit('mail-record', [key, '']);
    await consumeLimit('mail-record', [`${key}x`]);
    await consumeLimit('mail-address', [key]);
    expect(await allowed(1)).toBe(0);
  });

  test('parts of a key cannot be moved from one to the next', async () => {
    for (let use = 0; use < 5; use += 1) await consumeLimit('mail-record', [key, 'a,b']);
    await expect(consumeLimit('mail-record', [key, 'a,b'])).rejects.toThrow(RateLimitError);
    await consumeLimit('mail-record', [key, 'a', 'b']);
  });

  test('asking counts nothing, and refuses when the uses are spent', async () => {
    for (let ask = 0; ask < 10; ask += 1) await check();
    await allowed(4);
    await check();
    await allowed(1);
    await expect(check()).rejects.toMatchObject({ retryAfterSeconds: 3600 });
    vi.setSystemTime(after(3600));
    await check();
  });

  test('a limit raised for one caller holds at once, on what was counted', async () => {
    expect(await allowed(8)).toBe(5);
    expect(await allowed(8, 10)).toBe(2);
  });

  test.each([
    ['2', 10],
    ['0.5', 2],
    ['0.001', 1],
  ])('with RATE_LIMIT_SCALE %s the five become %i', async (scale, points) => {
    setScale(scale);
    expect(await allowed(12)).toBe(points);
  });

  test('no key is stored as it is', async () => {
    key = '1200023456781';
    await consume();
    const rows = await db().rateLimit.findMany();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.key).join()).not.toContain(key);
  });
});
