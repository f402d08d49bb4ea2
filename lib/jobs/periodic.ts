import { log } from '@/lib/platform/log';

/**
 * Runs `task` every `intervalMs`, one run at a time in this process. The returned function stops it and waits
 * for the current run. Several processes may run one task, which must be safe to run twice at once.
 *
 * @param offerWake is given what runs it sooner: now, or once more as soon as the current run has ended
 */
export function startPeriodic(
  name: string,
  intervalMs: number,
  task: () => Promise<unknown>,
  offerWake: (wake: () => void) => void = () => undefined,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  let wakes = 0;
  let isStopped = false;
  const run = async () => {
    for (let seen = -1; seen !== wakes && !isStopped;) {
      seen = wakes;
      await task().catch((error: unknown) => {
        log().error({ err: error, task: name }, 'periodic task failed');
      });
    }
  };
  const tick = () => {
    if (isStopped) return;
    running ??= run().finally(() => {
      running = null;
    });
  };
  const timer = setInterval(tick, intervalMs);
  timer.unref();
  offerWake(() => {
    wakes += 1;
    tick();
  });
  return async () => {
    isStopped = true;
    clearInterval(timer);
    await running;
  };
}
