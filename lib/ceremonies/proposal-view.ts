import type { ProposalView, ShownAddress } from '@/lib/ceremonies/dto';
import type { Proposal } from '@/lib/proposals/dto';
import { dataTypes } from '@/lib/vocabulary/data-types';
import { isSameName } from '@/lib/vocabulary/is-same-name';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import { plainLine } from '@/lib/vocabulary/plain-line';

/** An address by its host as the browser would spell it: no name before an `@`, no letters that only look alike. */
function toShownAddress(address: string): ShownAddress {
  const { host, href } = new URL(address);
  return { host, url: href };
}

interface Terms {
  'terms-url': string;
  'notice-version'?: string;
  'controller-name'?: string;
}

/** What the customer is to have read: of each controller, or of all, or without a notice the terms alone. */
function termsOf(proposal: Proposal): Terms[] {
  const { notice, 'terms-url': address } = proposal;
  if (notice?.notices) return notice.notices;
  if (notice?.['shared-notice']) return [notice['shared-notice']];
  return address === undefined ? [] : [{ 'terms-url': address }];
}

function toTerms(terms: Terms): ProposalView['terms'][number] {
  const { 'controller-name': of, 'notice-version': version } = terms;
  return {
    ...toShownAddress(terms['terms-url']),
    of: of === undefined ? null : plainLine(of),
    version: version === undefined ? null : plainLine(version),
  };
}

function arrangementOf({ controllers }: Proposal): ProposalView['arrangement'] {
  if (controllers.length < 2) return 'sole';
  return controllers.some(({ role }) => role === 'joint') ? 'joint' : 'group';
}

/**
 * What a page shows of a proposal. @param asking who asks, by its name in the register, and when: nothing begins
 * before the customer has answered
 */
export function toProposalView(
  proposal: Proposal,
  asking: { organisation: string; at: Date },
): ProposalView {
  const { controllers } = proposal;
  const lead = controllers.find(({ role }) => role === 'sole' || role === 'lead');
  return {
    legalBasis: proposal['legal-basis'],
    asksPermission: isConsentBasis(proposal['legal-basis']),
    dataTypes: dataTypes.filter((type) => proposal['data-types'].includes(type)),
    purpose: plainLine(proposal.purpose),
    from: asking.at.toISOString(),
    until: proposal.expiry,
    actsFor: lead && !isSameName(lead.name, asking.organisation) ? plainLine(lead.name) : null,
    arrangement: arrangementOf(proposal),
    otherControllers: controllers
      .filter((controller) => controller !== lead)
      .map(({ name }) => plainLine(name)),
    recipients: (proposal.recipients ?? []).map((recipient) => ({
      name: plainLine(recipient.name),
      role: plainLine(recipient.role),
      privacy: recipient['privacy-url'] ? toShownAddress(recipient['privacy-url']) : null,
    })),
    terms: termsOf(proposal).map(toTerms),
  };
}
