/**
 * `check` until `limitMs` have passed since now, and nothing after that: on a slow machine a run is shorter,
 * and never cut off in the middle of a check.
 */
export function withinTime<Input>(
  limitMs: number,
  check: (input: Input) => Promise<void>,
): (input: Input) => Promise<void> {
  const startedAt = performance.now();
  return async (input) => {
    if (performance.now() - startedAt < limitMs) await check(input);
  };
}
