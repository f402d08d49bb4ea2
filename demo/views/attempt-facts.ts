import type { Attempt } from '../attempt';
import { html, type Html } from '../html';
import { methodNames } from './method-names';
import { timeInWords } from './time-in-words';

/** What a company knows of one re-identification. */
export function attemptFacts({ started, mpxn, ir, result }: Attempt): Html {
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
