import type { FieldFault } from '@/lib/platform/errors';
import type { Proposal, ProposedNotice } from '@/lib/proposals/dto';
import { normaliseText } from '@/lib/proposals/normalise-text';
import type { AccessDocument } from './dto';

const CONTROLLERS = 'record-metadata.controller-arrangement.controllers';

type Named = { name: string; role: string };

/** Who is in an arrangement and as what, whatever the order. */
function whoIn(controllers: readonly Named[]): string {
  return JSON.stringify(controllers.map(({ name, role }) => [normaliseText(name), role]).sort());
}

type Terms = {
  'controller-name'?: string;
  'terms-url': string;
  'notice-version': string;
  'notice-language'?: string | undefined;
};

function termsOf(terms: Terms): (string | null)[] {
  const { 'controller-name': of, 'terms-url': url, 'notice-version': version } = terms;
  const language = terms['notice-language'];
  return [of ?? null, url, version, language ?? null].map((part) => part && normaliseText(part));
}

/** What a notice says, whatever the order of controllers. */
function wordsOf(notice: AccessDocument['notice'] | ProposedNotice | undefined): string {
  const shared = notice?.['shared-notice'] ?? null;
  const each = notice?.notices ?? [];
  return JSON.stringify([shared && termsOf(shared), each.map(termsOf).sort()]);
}

function endOf(expiry: string | null): number {
  return expiry === null ? Infinity : Date.parse(expiry);
}

function* faultsOf(document: AccessDocument, proposal: Proposal): Generator<FieldFault> {
  const { processing, notice, 'access-event': event } = document;
  const { controllers } = document['record-metadata']['controller-arrangement'];
  if (processing['legal-basis'] !== proposal['legal-basis']) {
    yield { field: 'processing.legal-basis', problem: 'is not the one that was proposed' };
  }
  if (normaliseText(processing.purpose) !== proposal.purpose) {
    yield { field: 'processing.purpose', problem: 'is not the one that was proposed' };
  }
  if (whoIn(controllers) !== whoIn(proposal.controllers)) {
    yield { field: CONTROLLERS, problem: 'are not those that were proposed, by name and role' };
  }
  if (wordsOf(notice) !== wordsOf(proposal.notice)) {
    yield { field: 'notice', problem: 'is not the one that was proposed' };
  }
  for (const [index, type] of processing['data-types'].entries()) {
    if (proposal['data-types'].includes(type)) continue;
    yield { field: `processing.data-types[${index}]`, problem: 'was not proposed' };
  }
  if (endOf(event.expiry) > endOf(proposal.expiry)) {
    yield { field: 'access-event.expiry', problem: 'is later than was proposed' };
  }
  const recipients = new Set(proposal.recipients?.map(({ name }) => name));
  for (const [index, { name }] of (processing.recipients ?? []).entries()) {
    if (recipients.has(normaliseText(name))) continue;
    yield { field: `processing.recipients[${index}].name`, problem: 'was not proposed' };
  }
}

/**
 * Every field in which a record would go beyond what the customer was shown
 * (docs/api/proposals.md#registering-what-was-confirmed). Texts are compared in their normal form, and letter by
 * letter: what only looks the same is another.
 */
export function findOutsideProposal(document: AccessDocument, proposal: Proposal): FieldFault[] {
  return [...faultsOf(document, proposal)];
}
