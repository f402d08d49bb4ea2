import { expect } from 'vitest';
import type en from '@/app/messages/en.json';
import type { HttpAnswer } from '../../../harness/http-request';
import type { RunningRegister } from '../../../harness/start-register';

export type Failure = keyof typeof en.portal.signIn.supplierProblems;
export type LogLine = Record<string, unknown>;

/** What the log says of the sign-in that was answered so; waits for it, as a log comes after its answer. */
export async function failureLine(
  register: RunningRegister,
  { headers }: HttpAnswer,
): Promise<LogLine> {
  const id = String(headers['x-transaction-id']);
  const find = () => {
    const lines = register.logs().split('\n');
    return lines.find((line) => line.includes(id) && line.includes('supplier sign-in failed'));
  };
  await expect.poll(find, { timeout: 5000 }).toBeDefined();
  return JSON.parse(find() ?? '{}') as LogLine;
}
