import { isDeclined, type Attempt } from '../attempt';
import { accessPurposes, type DataUserId } from '../companies';
import type { DataUser, Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import { brightmeterHint } from './brightmeter-hint';
import { card } from './forms';
import { page } from './layout';
import { methodNames } from './method-names';

const POLL_SECONDS = 2;

export function attemptPage(
  demo: Demo,
  dataUser: DataUser,
  attempt: Attempt,
  isWatching: boolean,
): Page {
  const common = { demo, company: dataUser.company };
  const { result } = attempt;
  if (result.status === 'pending') {
    return page({
      ...common,
      title: 'Waiting for you to confirm',
      refreshSeconds: isWatching ? POLL_SECONDS : null,
      content: pendingContent(demo, dataUser.id, attempt, isWatching),
    });
  }
  if (result.status === 'confirmed') {
    return page({
      ...common,
      title: attempt.accessKey === null ? 'Thank you, it is you' : 'Access is registered',
      content: confirmedContent(dataUser.id, attempt),
    });
  }
  return page({
    ...common,
    title: isDeclined(attempt) ? 'You declined' : 'The time ran out',
    content: html` ${card(
        'What happened',
        isDeclined(attempt)
          ? html`<p>
              You told the register that you don’t recognise this. ${dataUser.company.name} gets no
              access, and this request is over for good.
            </p>`
          : html`<p>
              Nobody confirmed in time. Nothing has changed, and ${dataUser.company.name} gets no
              access.
            </p>`,
        'bad',
      )}
      ${attemptFacts(attempt)}
      <p><a class="button" href="${againHref(dataUser.id, attempt)}">Start again</a></p>`,
  });
}

function pendingContent(
  demo: Demo,
  dataUserId: DataUserId,
  attempt: Attempt,
  isWatching: boolean,
): Html {
  const { started, ending } = attempt;
  const self = `/${dataUserId}/attempts/${started.tokenRef}`;
  const next =
    started.pageUrl === null
      ? html`<p>
            The register has sent an e-mail to <strong>${started.dispatchedTo}</strong>. Open it on
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
  }
  ${attemptFacts(attempt)}`;
}

function confirmedContent(dataUserId: DataUserId, attempt: Attempt): Html {
  return html` ${attempt.accessKey === null ? agreementForm(dataUserId, attempt) : registeredCard(attempt.accessKey)}
  ${attemptFacts(attempt)} ${attempt.ir !== null && brightmeterHint(attempt.mpxn)}`;
}

function agreementForm(dataUserId: DataUserId, attempt: Attempt): Html {
  const { controllerName, purpose, dataTypesInWords } = accessPurposes[dataUserId];
  return card(
    'Your permission',
    html`<p>The register has confirmed you. May ${controllerName} use your meter data?</p>
      <dl>
        <dt>What for</dt>
        <dd>${purpose}</dd>
        <dt>Which data</dt>
        <dd>${dataTypesInWords}</dd>
      </dl>
      <form method="post" action="/${dataUserId}/attempts/${attempt.started.tokenRef}/access">
        <div class="field">
          <label for="term">How long</label>
          <select id="term" name="term">
            <option value="one-year">One year from now</option>
            <option value="already-ended">
              Already over (a record of the past, to see a refusal)
            </option>
          </select>
        </div>
        <button>Agree and register access</button>
      </form>`,
    'good',
  );
}

function registeredCard(accessKey: string): Html {
  return card(
    'Your access key',
    html`<p>
        The register keeps this permission. Its key, which a Data Provider asks the register about:
      </p>
      <p><code id="access-key">${accessKey}</code></p>
      <form method="post" action="/gridline/check">
        <input type="hidden" name="access-key" value="${accessKey}" /><button>
          Hand the key to Gridline Data Services
        </button>
      </form>`,
    'good',
  );
}

function attemptFacts({ started, mpxn, ir, result }: Attempt): Html {
  return html`<dl>
    <dt>Method</dt>
    <dd>${methodNames[started.method]}</dd>
    <dt>Meter number</dt>
    <dd><code>${mpxn}</code></dd>
    <dt>Identity Record</dt>
    <dd>${ir === null ? 'not known to us' : html`<code>${ir}</code>`}</dd>
    <dt>Token-ref</dt>
    <dd><code>${started.tokenRef}</code></dd>
    <dt>Open until</dt>
    <dd>${timeInWords(started.expiresAt)}</dd>
    ${
      result.status === 'confirmed' &&
      html`<dt>Confirmed by</dt>
        <dd>${result.confirmedBy}</dd>
        <dt>Assurance</dt>
        <dd>${result.assurance}</dd>`
    }
  </dl>`;
}

function againHref(dataUserId: DataUserId, attempt: Attempt): string {
  if (dataUserId === 'brightmeter') return '/brightmeter/meter';
  return attempt.ir === null ? '/northwind' : `/northwind/customers/${attempt.ir}`;
}

/** To the second, in the register's own UTC: the visitor's zone is not known here. */
function timeInWords(instant: string): string {
  return `${instant.slice(0, 10)}, ${instant.slice(11, 19)} UTC`;
}
