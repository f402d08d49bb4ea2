import pLimit, { type LimitFunction } from 'p-limit';
import { processWide } from './process-wide';

/** The gate `name` of this process: lets at most `parallel` of the tasks handed to it run at once. */
export function gate(name: string, parallel: number): LimitFunction {
  return processWide(`gate.${name}`, () => pLimit(parallel));
}
