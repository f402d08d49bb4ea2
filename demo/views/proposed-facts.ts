import type { ProposedAccess } from 'central-access-register-client';
import { html, type Html } from '../html';
import { basisInWords, dataInWords } from './access-words';
import { timeInWords } from './time-in-words';

/** What the customer was shown at the register before they were asked. */
export function proposedFacts(proposed: ProposedAccess): Html {
  return html`<dl>
    <dt>What for</dt>
    <dd>${proposed.purpose}</dd>
    <dt>Which data</dt>
    <dd>${dataInWords(proposed['data-types'])}</dd>
    <dt>Until</dt>
    <dd>${endInWords(proposed.expiry)}</dd>
    <dt>Who else gets it</dt>
    <dd>${recipientsInWords(proposed)}</dd>
    <dt>Why it may</dt>
    <dd>${basisInWords(proposed['legal-basis'])}</dd>
  </dl>`;
}

export function endInWords(expiry: string | null): string {
  return expiry === null ? 'no end' : timeInWords(expiry);
}

export function recipientsInWords({ recipients }: ProposedAccess): string {
  const names = (recipients ?? []).map(({ name, role }) => `${name} (${role})`);
  return names.length === 0 ? 'nobody' : names.join(', ');
}
