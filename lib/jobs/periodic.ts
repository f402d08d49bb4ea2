import { log } from '@/lib/platform/log';

/**
 * Runs `task` every `intervalMs`, one run at a time in this process. The returned function stops it and waits
 * for the current run. Several processes may run one task, which must be safe to run twice at once.
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
