import type { Account, IdentityRecord } from '@/lib/db/generated/client';
import type { Proposal } from '@/lib/proposals/dto';
import { normaliseProposal } from '@/lib/proposals/normalise-proposal';
import { proposalDigest } from '@/lib/proposals/proposal-digest';
import type { StartInput } from '@/lib/reidentification/schemas';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';

/** A proposal in its normal form, with its digest; both null where nothing is proposed. */
export interface Proposed {
  'proposed-access': Proposal | null;
  'proposal-digest': string | null;
}

export const NOTHING_PROPOSED: Proposed = { 'proposed-access': null, 'proposal-digest': null };

interface Proposing {
  /** Who proposes. */
  account: Account;
  /** To whom. */
  record: IdentityRecord;
  tokenRef: string;
}

/** What is proposed with a re-identification, bound to it (docs/api/proposals.md#the-digest). */
export function proposeAccess(
  input: StartInput['proposed-access'],
  { account, record, tokenRef }: Proposing,
): Proposed {
  if (input === null) return NOTHING_PROPOSED;
  const { mpxn } = record;
  if (mpxn === null) throw new Error('a record that is asked about has a meter point');
  const proposal = normaliseProposal(input);
  return {
    'proposed-access': proposal,
    'proposal-digest': proposalDigest({ tokenRef, duid: account.duid, mpxn, proposal }),
  };
}

/**
 * Whether only the browser that comes back may confirm: as it was asked for, and else where a permission is
 * asked for and the customer goes back (docs/api/re-identification.md#binding-the-return).
 */
export function isReturnBound(input: StartInput, returnUrl: string | null): boolean {
  const asked = input['bind-return'];
  if (asked !== null) return asked;
  const basis = input['proposed-access']?.['legal-basis'] ?? null;
  return returnUrl !== null && isConsentBasis(basis);
}
