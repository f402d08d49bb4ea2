import type { Proposal, ProposedRecipient } from './dto';
import { normaliseText } from './normalise-text';
import type { ProposedAccess } from './schemas';

function isPair(entry: [string, unknown]): boolean {
  return entry[1] !== null && entry[1] !== undefined;
}

/** Texts in their normal form, members that were not given left out, at every depth. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return normaliseText(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).filter(isPair);
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}

/** By name, then role, then address, each by its code units. */
function compareRecipients(a: ProposedRecipient, b: ProposedRecipient): number {
  const fields = ['name', 'role', 'privacy-url'] as const;
  const differing = fields.find((field) => a[field] !== b[field]);
  if (!differing) return 0;
  return (a[differing] ?? '') < (b[differing] ?? '') ? -1 : 1;
}

/**
 * The normal form of a proposal (docs/api/proposals.md#the-normal-form): whatever was sent, the same proposal
 * has the same digest.
 */
export function normaliseProposal(input: ProposedAccess): Proposal {
  const { expiry } = input;
  const proposal = plain(input) as Proposal;
  return {
    ...proposal,
    'data-types': proposal['data-types'].toSorted(),
    expiry: expiry === null ? null : new Date(expiry).toISOString(),
    ...(proposal.recipients ? { recipients: proposal.recipients.toSorted(compareRecipients) } : {}),
  };
}
