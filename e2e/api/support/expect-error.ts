import { expect } from 'vitest';
import type { ApiAnswer } from '../../../harness/api-client';

/** What would tell a stranger how the register is built: files, stacks, SQL, vendors. */
const leaks =
  /node_modules|\.next|\.[cm]?[jt]sx?:\d|\bat \S+ \(|prisma|pglite|postgres|select .* from|invocation|\/tmp\//i;

/** `status` with the contract's error envelope: `code` on every error, and no word too many. */
export function expectError(answer: ApiAnswer<unknown>, status: number, code: string): void {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('no-store');
  const { response } = answer.body as { response: Record<string, string> };
  expect(Object.keys(response).sort()).toEqual(['resource', 'timestamp', 'transaction-id']);
  expect(response['transaction-id']).toMatch(/^tid_[0-9a-f]{24}$/);
  expect(answer.headers['x-transaction-id']).toBe(response['transaction-id']);
  expect(answer.errors.length).toBeGreaterThan(0);
  for (const error of answer.errors) {
    expect(error['error-code']).toBe(code);
    expect(error.message.length).toBeGreaterThan(10);
  }
  expect(answer.text).not.toMatch(leaks);
}

/** A 400 that names exactly these fields, each in a message of its own. */
export function expectInvalid(
  answer: ApiAnswer<unknown>,
  fields: readonly string[],
  code = 'VAL001',
): void {
  expectError(answer, 400, code);
  expect(answer.errors.map(({ field }) => field).sort()).toEqual([...fields].sort());
  for (const { field, message } of answer.errors) {
    expect(message.startsWith(`${field ?? ''}: `), message).toBe(true);
  }
}
