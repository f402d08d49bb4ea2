import type { PortalEntry } from '@/lib/portal/dto';
import { findLegalBasis } from '@/lib/vocabulary/legal-bases';

type BasisOf = Pick<PortalEntry, 'legalBasis' | 'isOwnPermission' | 'discovery'>;

/** Under which key the words stand that say what allows an access. */
export function basisKey({ legalBasis, isOwnPermission, discovery }: BasisOf) {
  if (discovery?.isSuperseded) return 'ownEntry';
  const basis = findLegalBasis(legalBasis);
  if (!isOwnPermission && basis === 'uk-consent') return 'permission';
  if (!isOwnPermission && basis === 'uk-explicit-consent') return 'specificPermission';
  return basis ?? 'none';
}
