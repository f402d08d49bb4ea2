import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { inTransaction } from '@/lib/db/transaction';
import { RateLimitError } from '@/lib/platform/errors';
import { forgetProcess } from '@/lib/platform/testing/forget-process';
import { consumeLimits, countUses, holdLimits, requireLeft, type LimitUse } from './consume-limits';
import { consumeLimit } from './limits';

// After the test's own key ring has begun.
const start = new Date('2040-01-01T12:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  let record: LimitUse;
  let address: LimitUse;
  const consume = (...uses: LimitUse[]) => inTransaction((tx) => consumeLimits(tx, uses));

  /** How many of `tries` calls, one after the other, were let through. */
  async function allowed(tries: number, ...uses: LimitUse[]): Promise<number> {
    let count = 0;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      try {
        await consume(...uses);
        count += 1;
      } catch (error) {
        if (!(error instanceof RateLimitError)) throw error;
      }
    }
    return count;
  }

  beforeEach(() => {
    record = { name: 'mail-record', parts: [randomUUID()] };
    address = { name: 'mail-address', parts: [randomUUID()] };
    vi.setSystemTime(start);
    vi.stubEnv('RATE_LIMIT_SCALE', '1');
    forgetProcess(['env', 'limiters']);
  });
  afterEach(() => vi.useRealTimers());

  test('a call is let through as long as all its limits have uses left', async () => {
    expect(await allowed(8, record, address)).toBe(5);
    expect(await allowed(8, address)).toBe(5);
  });

  test('a refused call counts against none of its limits', async () => {
    expect(await allowed(5, record)).toBe(5);
    expect(await allowed(20, address, record)).toBe(0);
    expect(await allowed(20, address)).toBe(10);
  });

  test('what a transaction counted before it was refused, or failed, is not counted', async () => {
    await allowed(5, record);
    const refused = inTransaction(async (tx) => {
      await consumeLimits(tx, [address]);
      await consumeLimits(tx, [record]);
    });
    await expect(refused).rejects.toThrow(RateLimitError);
    const failed = inTransaction(async (tx) => {
      await consumeLimits(tx, [address]);
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await allowed(20, address)).toBe(10);
  });

  test('of fifty calls at once as many pass as the scarcest limit says', async () => {
    const calls = Array.from({ length: 50 }, (_, index) =>
      index % 2 ? consume(record, address) : consume(address, record),
    );
    const results = await Promise.allSettled(calls);
    const refused = results.filter((result) => result.status === 'rejected');
    for (const { reason } of refused) expect(reason).toBeInstanceOf(RateLimitError);
    expect(results.length - refused.length).toBe(5);
    expect(await allowed(20, address)).toBe(5);
  });

  test('the refusal names the limit that lasts longest, and how long', async () => {
    await allowed(10, address);
    vi.setSystemTime(after(600));
    await allowed(5, record);
    vi.setSystemTime(after(1200));
    await expect(consume(address, record)).rejects.toMatchObject({
      retryAfterSeconds: 3000,
      limit: { limit: 5, windowSeconds: 3600 },
    });
  });

  test('a window opens anew when its time is over, and refusals do not prolong it', async () => {
    await allowed(5, record);
    vi.setSystemTime(after(3599));
    expect(await allowed(5, record)).toBe(0);
    vi.setSystemTime(after(3600));
    expect(await allowed(8, record)).toBe(5);
  });

  test('counts together with calls that count the same limit by itself', async () => {
    for (let use = 0; use < 3; use += 1) await consumeLimit('mail-record', record.parts);
    expect(await allowed(8, record)).toBe(2);
  });

  test('a limit raised for one caller holds at once, on what was counted', async () => {
    await allowed(5, record);
    expect(await allowed(8, { ...record, points: 7 })).toBe(2);
  });

  test('asking and holding count nothing, and refuse when the uses are spent', async () => {
    const ask = () => requireLeft(db(), [record, address]);
    const hold = () => inTransaction((tx) => holdLimits(tx, [record, address]));
    for (let round = 0; round < 10; round += 1) {
      await ask();
      await hold();
    }
    await allowed(5, record);
    await expect(ask()).rejects.toMatchObject({ retryAfterSeconds: 3600 });
    await expect(hold()).rejects.toMatchObject({ retryAfterSeconds: 3600 });
    vi.setSystemTime(after(3600));
    await ask();
    await hold();
  });

  test('of fifty that hold before they count, no more count than are left', async () => {
    const tries = Array.from({ length: 50 }, () =>
      inTransaction(async (tx) => {
        await holdLimits(tx, [record]);
        await countUses(tx, [record]);
      }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });

  test('what is never left out counts beyond the limit', async () => {
    for (let use = 0; use < 7; use += 1) await inTransaction((tx) => countUses(tx, [record]));
    await expect(consume({ ...record, points: 7 })).rejects.toThrow(RateLimitError);
    await consume({ ...record, points: 8 });
  });
});
