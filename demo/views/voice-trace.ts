import type { Attempt } from '../attempt';
import { html, type Html } from '../html';
import type { Visit } from '../visit';
import { card } from './forms';
import { methodNames } from './method-names';
import { timeInWords } from './time-in-words';

/** What the charity asked the register for, call by call, and what it learned. */
export function voiceTrace({ started, mpxn, result }: Attempt, visit: Visit | null): Html {
  const token = html`<code>${started.tokenRef}</code>`;
  return card(
    'What just happened',
    html`<ol>
      ${step(`GET /v1/identity-records/exists?mpxn=${mpxn}`, 'Somebody there can be asked, and how. Not who.')}
      ${step('POST /v1/identity-records/reidentify', html`A token-ref, ${token}, and the register asked you.`)}
      ${
        result.status === 'confirmed' &&
        html`<li>
            You confirmed to the register, not to us: ${methodNames[result.confirmedBy]},
            ${timeInWords(result.confirmedAt)}.
          </li>
          ${step(`GET /v1/identity-records/reidentify/${started.tokenRef}`, `Confirmed, ${result.assurance}.`)}`
      }
      ${
        visit &&
        step(
          `GET /v1/meter-points/${mpxn}/access-records?reidentification-token=${started.tokenRef}`,
          `${visit.accesses.length} entries, once: a second try with this token-ref is refused.`,
        )
      }
      ${(visit?.withdrawn ?? []).map((key) =>
        step(
          `DELETE /v1/access-records/${key}?reidentification-token=${started.tokenRef}`,
          'Stopped. The register tells its organisation at once. The token-ref is good for an hour.',
        ),
      )}
    </ol>`,
  );
}

function step(call: string, meaning: Html | string): Html {
  return html`<li><code>${call}</code><span class="hint">${meaning}</span></li>`;
}
