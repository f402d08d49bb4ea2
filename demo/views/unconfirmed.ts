import { isDeclined, type Attempt } from '../attempt';
import type { Asker, Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import { attemptFacts } from './attempt-facts';
import { card } from './forms';
import { page } from './layout';

const POLL_SECONDS = 2;

export type UnconfirmedParts = {
  readonly demo: Demo;
  readonly asker: Asker;
  readonly attempt: Attempt;
  readonly isWatching: boolean;
  /** Where the customer may start anew. */
  readonly againHref: string;
};

/** A re-identification that waits, was declined, or ran out of time. */
export function unconfirmedPage(parts: UnconfirmedParts): Page {
  const { demo, asker, attempt, isWatching } = parts;
  const common = { demo, company: asker.company };
  if (attempt.result.status === 'pending') {
    return page({
      ...common,
      title: 'Waiting for you to confirm',
      refreshSeconds: isWatching ? POLL_SECONDS : null,
      content: html`${pendingContent(demo, asker, attempt, isWatching)} ${attemptFacts(attempt)}`,
    });
  }
  return page({
    ...common,
    title: isDeclined(attempt) ? 'You said no' : 'The time ran out',
    content: html` ${card(
        'What happened',
        isDeclined(attempt)
          ? html`<p>
              You told the register no. ${asker.company.name} gets no access, and this request is
              over for good.
            </p>`
          : html`<p>
              Nobody confirmed in time. Nothing has changed, and ${asker.company.name} gets no
              access.
            </p>`,
        'bad',
      )}
      ${attemptFacts(attempt)}
      <p><a class="button" href="${parts.againHref}">Start again</a></p>`,
  });
}

function pendingContent(demo: Demo, asker: Asker, attempt: Attempt, isWatching: boolean): Html {
  const { started, ending } = attempt;
  const self = `/${asker.id}/attempts/${started.tokenRef}`;
  const next =
    started.pageUrl === null
      ? html`<p>
            The register has sent an email to <strong>${started.dispatchedTo}</strong>. Open it on
            any device and press the button in it.
          </p>
          <p>
            <a
              class="button"
              href="${demo.registerOrigin}/dev/outbox"
              target="_blank"
              rel="noopener"
              >Open the outbox (new tab)</a
            >
          </p>`
      : html`<p>The register asks you on a page of its own.</p>
          <p>
            <a
              class="button"
              href="${started.pageUrl}"
              ${ending === 'register' && html` target="_blank" rel="noopener"`}
              >Continue at the register${ending === 'register' && ' (new tab)'}</a
            >
          </p>`;
  return html` ${card('What to do now', next, 'wait')}
  ${
    ending === 'bound' &&
    html`<p>
      The return is bound to this browser: the register tells us nothing until you come back here
      with its return code.
    </p>`
  }
  ${
    isWatching
      ? html`<p role="status">
          Not confirmed yet. This page asks the register every ${POLL_SECONDS} seconds.
          <a href="${self}?watch=off">Stop asking</a>
        </p>`
      : html`<p role="status">
          Not confirmed yet. This page has stopped asking.
          <a href="${self}">Ask again every ${POLL_SECONDS} seconds</a>
        </p>`
  }`;
}
