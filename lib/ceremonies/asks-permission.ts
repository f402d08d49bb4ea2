import type { Reidentification } from '@/lib/db/generated/client';
import type { Proposal } from '@/lib/proposals/dto';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';

/** Whether a re-identification asks for a permission: a proposal on a consent basis. */
export function asksPermission({ proposal }: Pick<Reidentification, 'proposal'>): boolean {
  if (proposal === null) return false;
  return isConsentBasis((proposal as unknown as Proposal)['legal-basis']);
}
