import type { Outcome } from './outcome.mjs';

export function readReport(
  kind: 'vitest' | 'playwright',
  file: string,
  exitCode: number,
  options?: { isPart?: boolean },
): Outcome;
