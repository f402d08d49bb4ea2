import type { Attempt } from '../attempt';
import { accessPurposes, type DataUserId } from '../companies';
import type { DataUser, Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import { attemptFacts } from './attempt-facts';
import { brightmeterHint } from './brightmeter-hint';
import { card } from './forms';
import { page } from './layout';
import { unconfirmedPage } from './unconfirmed';
import { voiceHint } from './voice-hint';

export function attemptPage(
  demo: Demo,
  dataUser: DataUser,
  attempt: Attempt,
  isWatching: boolean,
): Page {
  if (attempt.result.status !== 'confirmed') {
    const againHref = startHref(dataUser.id, attempt);
    return unconfirmedPage({ demo, asker: dataUser, attempt, isWatching, againHref });
  }
  return page({
    demo,
    company: dataUser.company,
    title: attempt.accessKey === null ? 'Thank you, it is you' : 'Access is registered',
    content: confirmedContent(dataUser.id, attempt),
  });
}

function confirmedContent(dataUserId: DataUserId, attempt: Attempt): Html {
  return html` ${attempt.accessKey === null ? agreementForm(dataUserId, attempt) : registeredCard(attempt.accessKey)}
  ${attemptFacts(attempt)} ${attempt.ir !== null && brightmeterHint(attempt.mpxn)}
  ${attempt.accessKey !== null && voiceHint(attempt.mpxn)}`;
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

function startHref(dataUserId: DataUserId, attempt: Attempt): string {
  if (dataUserId === 'brightmeter') return '/brightmeter/meter';
  return attempt.ir === null ? '/northwind' : `/northwind/customers/${attempt.ir}`;
}
