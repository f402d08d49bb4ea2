import { sealAudit } from '@/lib/audit/seal-audit';
import { startPeriodic } from './periodic';

/** Half of the minute within which an event must be sealed. */
const INTERVAL_MS = 30_000;

/** Seals the audit chain every half minute. */
export function startAuditSealer(): () => Promise<void> {
  return startPeriodic('audit-sealer', INTERVAL_MS, sealAudit);
}
