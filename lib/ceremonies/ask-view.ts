import type { Account, IdentityRecord, Reidentification } from '@/lib/db/generated/client';
import { mpxnEnding } from '@/lib/vocabulary/mpxn';
import type { AskView } from '@/lib/ceremonies/dto';
import type { Proposal } from '@/lib/proposals/dto';
import { shortReference } from '@/lib/vocabulary/short-reference';
import { now } from '@/lib/platform/clock';
import { toProposalView } from './proposal-view';
import { returnHost } from './return-location';

export type AskRow = Reidentification & {
  /** Who asks. */
  account: Account;
  /** Who is asked, with whose record it is. */
  identityRecord: IdentityRecord & { account: Account };
};

/** What to load with a re-identification so that a page can say who asks. */
export const withAsk = { account: true, identityRecord: { include: { account: true } } } as const;

function proposalOf(row: AskRow): AskView['proposal'] {
  if (row.proposal === null) return null;
  const asking = { organisation: row.account.displayName, at: now() };
  return toProposalView(row.proposal as unknown as Proposal, asking);
}

/** Who asks, what it proposes, about which meter point, and where the customer goes afterwards. */
export function toAskView(row: AskRow): AskView {
  return {
    organisation: row.account.displayName,
    meterPointEnding: row.identityRecord.mpxn ? mpxnEnding(row.identityRecord.mpxn) : '',
    returnHost: returnHost(row, row.account),
    isOfPortal: row.account.role === 'portal',
    isBound: row.bindReturn,
    request: {
      reference: shortReference(row.tokenRef),
      madeAt: row.createdAt.toISOString(),
      closesAt: row.expiresAt.toISOString(),
    },
    proposal: proposalOf(row),
  };
}
