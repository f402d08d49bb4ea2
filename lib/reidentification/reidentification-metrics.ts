import type { Reidentification } from '@/lib/db/generated/client';
import { counter } from '@/lib/platform/metrics/registry';
import { toMethod } from './status';

/** Counts a start or an end of a re-identification, by the method it was started with. */
export function countReidentification(
  method: Reidentification['method'],
  outcome: 'started' | 'confirmed' | 'declined',
): void {
  counter({
    name: 'register_reidentifications_total',
    help: 'Re-identifications started, confirmed and declined; what is left of the started lapsed.',
    labels: ['method', 'outcome'],
  }).inc({ method: toMethod(method), outcome });
}
