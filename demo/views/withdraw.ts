import type { Attempt } from '../attempt';
import { companies } from '../companies';
import type { Demo } from '../demo';
import { html } from '../html';
import type { Page } from '../http';
import type { Access } from '../portal-api';
import { organisationOf } from './access-words';
import { card } from './forms';
import { page } from './layout';
import { accessFacts } from './visit';

/** What a withdrawal means, before it is done. */
export function withdrawPage(demo: Demo, attempt: Attempt, access: Access, number: string): Page {
  const organisation = organisationOf(access);
  const list = `/voice/attempts/${attempt.started.tokenRef}`;
  return page({
    demo,
    company: companies.voice,
    title: `Stop sharing with ${organisation}?`,
    content: html` ${card(
      'What this does',
      html`<p>
          ${organisation} is told at once and may not read your meter data for this any more. A
          service that needs it may stop. Data that it has read already stays with it.
        </p>
        ${accessFacts(access)}
        <form method="post" action="${list}/accesses/${number}">
          <button>Yes, stop sharing</button>
          <a class="button quiet" href="${list}">No, go back</a>
        </form>`,
    )}`,
  });
}
