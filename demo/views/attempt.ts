import type { ProposedAccess } from 'central-access-register-client';
import type { Attempt } from '../attempt';
import type { DataUserId } from '../companies';
import type { DataUser, Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import { attemptFacts } from './attempt-facts';
import { brightmeterHint } from './brightmeter-hint';
import { card } from './forms';
import { page } from './layout';
import { proposedFacts } from './proposed-facts';
import { refusedMore } from './refused-more';
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
    title: titleOf(dataUser, attempt),
    content: confirmedContent(dataUser, attempt),
  });
}

function titleOf({ company }: DataUser, { accessKey, refusal }: Attempt): string {
  if (accessKey !== null) return 'Access is registered';
  return refusal ? `The register refused ${company.name}` : 'Thank you, you allowed it';
}

function confirmedContent(dataUser: DataUser, attempt: Attempt): Html {
  const { proposed, refusal, accessKey, mpxn } = attempt;
  return html` ${refusal && proposed && accessKey === null && refusedMore(dataUser.company.name, proposed, refusal)}
  ${accessKey !== null && registeredCard(accessKey)}
  ${accessKey === null && proposed && allowedCard(dataUser.id, attempt, proposed)}
  ${dataUser.id === 'solara' && accessKey === null && !refusal && moreCard(attempt)}
  ${attemptFacts(attempt)} ${attempt.ir !== null && brightmeterHint(mpxn)}
  ${accessKey !== null && voiceHint(mpxn)}`;
}

function allowedCard(dataUserId: DataUserId, attempt: Attempt, proposed: ProposedAccess): Html {
  const page = `/${dataUserId}/attempts/${attempt.started.tokenRef}`;
  return card(
    'What you allowed',
    html`<p>The register showed you this before it asked you, and holds us to it:</p>
      ${proposedFacts(proposed)}
      <form method="post" action="${page}/access">
        <div class="field">
          <label for="term">How long</label>
          <select id="term" name="term">
            <option value="as-shown">As you were shown</option>
            <option value="already-ended">
              Already over (a record of the past, to see a refusal)
            </option>
          </select>
        </div>
        <button>Register what you were shown</button>
      </form>`,
    'good',
  );
}

/** What only the company of the demo that goes too far offers. */
function moreCard({ started }: Attempt): Html {
  return card(
    'What you never saw',
    html`<p>
        Solara Homes would also like your tariff and what your panels give to the grid, for ever,
        and a lender is to have it all. It did not ask you. Let it try:
      </p>
      <form method="post" action="/solara/attempts/${started.tokenRef}/more">
        <button class="quiet">Register more than that</button>
      </form>`,
    'bad',
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
  if (dataUserId !== 'northwind') return `/${dataUserId}/meter`;
  return attempt.ir === null ? '/northwind' : `/northwind/customers/${attempt.ir}`;
}
