import { sealAudit } from '@/lib/audit/seal-audit';
import { log } from '@/lib/platform/log';

/** Half of the minute within which an event must be sealed. */
const INTERVAL_MS = 30_000;

/** Seals the audit chain every half minute. Several processes may: one seals at a time. */
export function startAuditSealer(): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const tick = () => {
    running = sealAudit().then(
      () => undefined,
      (error: unknown) => {
        log().error({ err: error }, 'sealing the audit chain failed');
      },
    );
  };
  const timer = setInterval(tick, INTERVAL_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
