import type { PortalEntry } from '@/lib/portal/dto';

/** Whether an access runs without the customer's permission, so that objecting is what is left to them. */
export function mayObject({ state, legalBasis }: PortalEntry): boolean {
  return state === 'ACTIVE' && legalBasis !== null && !legalBasis.endsWith('-consent');
}
