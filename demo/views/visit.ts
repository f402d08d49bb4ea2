import type { Attempt } from '../attempt';
import { companies } from '../companies';
import type { Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import type { Access } from '../portal-api';
import { isWithdrawable, type Visit } from '../visit';
import { basisInWords, dataInWords, organisationOf } from './access-words';
import { card } from './forms';
import { page } from './layout';
import { timeInWords } from './time-in-words';
import { voiceTrace } from './voice-trace';

type Numbered = { readonly access: Access; readonly number: number };

/** The customer's list as it was shown once, with what was withdrawn since. */
export function visitPage(demo: Demo, attempt: Attempt, visit: Visit): Page {
  const numbered = visit.accesses.map((access, index) => ({ access, number: index + 1 }));
  const inState = (...states: Access['state'][]) =>
    numbered.filter(({ access }) => states.includes(access.state));
  const warnings = inState('DISCOVERED').filter(
    ({ access }) => access['discovered-access']?.['superseded-by'] === null,
  );
  const { tokenRef } = attempt.started;
  return page({
    demo,
    company: companies.voice,
    title: 'Who may read your meter data',
    content: html` ${latestWithdrawal(visit)} ${warnings.map(({ access }) => warningCard(access))}
      <h2>Now</h2>
      ${accessCards(inState('ACTIVE'), tokenRef, 'Nobody, as far as the register knows.')}
      <h2>Ended</h2>
      ${accessCards(inState('EXPIRED', 'REVOKED'), tokenRef, 'Nothing has ended in your time there.')}
      ${voiceTrace(attempt, visit)}`,
  });
}

function latestWithdrawal({ accesses, withdrawn }: Visit): Html | null {
  const access = accesses.find(({ ak }) => ak === withdrawn.at(-1));
  if (!access) return null;
  const organisation = organisationOf(access);
  return html`<div role="status">
    ${card(
      'You stopped sharing',
      html`<p>
        ${organisation} may not read your data any more, and the register has told it so. What it
        has read already stays with it: ask ${organisation} to delete that.
      </p>`,
      'good',
    )}
  </div>`;
}

function warningCard(access: Access): Html | null {
  const seen = access['discovered-access'];
  if (!seen) return null;
  return card(
    `Seen, but never registered: ${organisationOf(access)}`,
    html`<p>
      The meter network saw this organisation read your data from ${seen['first-seen']} to
      ${seen['last-seen']}: ${dataInWords(access['data-types'])}. It registered nothing. Our adviser
      helps you complain to it, to the Smart Energy Code administrator, to the Information
      Commissioner and to Ofgem. Quote the reference ${seen['organisation-reference']}.
    </p>`,
    'bad',
  );
}

function accessCards(entries: readonly Numbered[], tokenRef: string, none: string): Html {
  if (entries.length === 0) return html`<p>${none}</p>`;
  return html`${entries.map((entry) => accessCard(entry, tokenRef))}`;
}

function accessCard({ access, number }: Numbered, tokenRef: string): Html {
  const organisation = organisationOf(access);
  return html`<article class="card" aria-labelledby="access-${number}">
    <h3 id="access-${number}">${organisation}</h3>
    ${accessFacts(access)}
    ${
      isWithdrawable(access) &&
      html`<p>
        <a class="button quiet" href="/voice/attempts/${tokenRef}/accesses/${number}"
          >Stop sharing<span class="hidden"> with ${organisation}</span></a
        >
      </p>`
    }
  </article>`;
}

/** What one access is for, which data, why, since when and until when. */
export function accessFacts(access: Access): Html {
  const { 'registered-at': registeredAt, expiry, 'revoked-at': revokedAt, state } = access;
  const others = (access['controller-count'] ?? 1) - 1;
  return html`<dl>
    ${
      others > 0 &&
      html`<dt>Together with</dt>
        <dd>${others} other ${others === 1 ? 'organisation' : 'organisations'}</dd>`
    }
    <dt>What for</dt>
    <dd>${access.purpose ?? 'not said'}</dd>
    <dt>Which data</dt>
    <dd>${dataInWords(access['data-types'])}</dd>
    <dt>Why it may</dt>
    <dd>${basisInWords(access['legal-basis'])}</dd>
    <dt>Since</dt>
    <dd>${timeInWords(registeredAt)}</dd>
    <dt>${state === 'ACTIVE' ? 'Until' : 'Ended'}</dt>
    <dd>${endInWords(revokedAt ?? expiry)}</dd>
  </dl>`;
}

function endInWords(end: string | null): string {
  return end === null ? 'no end was set' : timeInWords(end);
}
