import type { ProposedAccess } from 'central-access-register-client';
import type { Refusal } from '../attempt';
import { html, type Html } from '../html';
import { dataInWords } from './access-words';
import { card } from './forms';
import { endInWords, recipientsInWords } from './proposed-facts';

type Part = {
  /** What the register calls it in a body of `POST /access-records`. */
  readonly field: string;
  readonly name: string;
  readonly inWords: (access: ProposedAccess) => string;
};

const PARTS: readonly Part[] = [
  { field: 'processing.purpose', name: 'What for', inWords: ({ purpose }) => purpose },
  {
    field: 'processing.data-types',
    name: 'Which data',
    inWords: (access) => dataInWords(access['data-types']),
  },
  {
    field: 'access-event.expiry',
    name: 'Until',
    inWords: ({ expiry }) => endInWords(expiry),
  },
  { field: 'processing.recipients', name: 'Who else gets it', inWords: recipientsInWords },
];

/** The register's refusal of what nobody was shown: in plain words, then in its own. */
export function refusedMore(companyName: string, shown: ProposedAccess, refusal: Refusal): Html {
  const { tried, problems } = refusal;
  const refused = PARTS.filter(({ field }) =>
    problems.some((problem) => problem.field?.startsWith(field)),
  );
  return html`<div role="alert">
    ${card(
      'Refused: that is more than you were shown',
      html`<p>
          ${companyName} tried to register more than the register had shown you. It got no access
          key, nothing was registered, and what you allowed still stands.
        </p>
        ${refused.map(
          ({ name, inWords }) =>
            html`<h3>${name}</h3>
              <dl>
                <dt>You were shown</dt>
                <dd>${inWords(shown)}</dd>
                <dt>It tried</dt>
                <dd>${inWords(tried)}</dd>
              </dl>`,
        )}
        <h3>The register’s answer, 409</h3>
        <ul>
          ${problems.map(
            ({ code, message }) => html`<li>${message} <span class="hint">Code ${code}</span></li>`,
          )}
        </ul>`,
      'bad',
    )}
  </div>`;
}
