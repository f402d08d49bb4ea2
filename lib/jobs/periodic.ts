import { log } from '@/lib/platform/log';

/**
 * Runs `task` every `intervalMs`, one run at a time in this process; what stops it waits for the run in
 * hand. Several processes may run the same task: each task is safe to run twice at once.
 */
export function startPeriodic(
  name: string,
  intervalMs: number,
  task: () => Promise<unknown>,
): () => Promise<void> {
  let running: Promise<void> | null = null;
  const tick = () => {
    running ??= task()
      .then(
        () => undefined,
        (error: unknown) => {
          log().error({ err: error, task: name }, 'periodic task failed');
        },
      )
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(tick, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
