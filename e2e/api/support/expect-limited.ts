import { expect } from 'vitest';
import type { ApiAnswer } from '../../../harness/api-client';
import { expectError } from './expect-error';

/** A 429 that says when to come back, and which limit it was (`limit` uses in `window` seconds). */
export function expectLimited(answer: ApiAnswer<unknown>, limit: number, window: number): void {
  expectError(answer, 429, 'RATE001');
  const wait = Number(answer.headers['retry-after']);
  expect(Number.isInteger(wait)).toBe(true);
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(window);
  expect(answer.headers.ratelimit).toBe(`"default";r=0;t=${wait}`);
  expect(answer.headers['ratelimit-policy']).toBe(`"default";q=${limit};w=${window}`);
}
