import { canonicalDigest } from '@/lib/platform/canonical-json';
import type { Proposal } from './dto';

interface Proposed {
  tokenRef: string;
  /** Whose proposal it is. */
  duid: string;
  /** The meter point that it is about. */
  mpxn: string;
  proposal: Proposal;
}

/**
 * What a confirmation of the proposal is bound to, base64url of 32 bytes
 * (docs/api/proposals.md#the-digest). The token-ref makes it another one each time that it is proposed.
 */
export function proposalDigest({ tokenRef, duid, mpxn, proposal }: Proposed): string {
  return canonicalDigest({ version: 1, 'token-ref': tokenRef, duid, mpxn, proposal });
}
