import { RegisterError, RegisterUnreachableError } from 'central-access-register-client';
import { html, type Html } from '../html';

export type ProblemWords = { readonly status: number; readonly title: string; readonly body: Html };

/** What went wrong between this app and the register, in words; null for any other error. */
export function findProblemWords(error: unknown, registerOrigin: string): ProblemWords | null {
  if (error instanceof RegisterError) {
    return {
      status: error.status >= 500 ? 502 : error.status,
      title: 'The register said no',
      body: html`<p>${explain(error)}</p>
        ${problemDetails(error)}`,
    };
  }
  if (error instanceof RegisterUnreachableError) {
    return {
      status: 502,
      title: 'The register does not answer',
      body: html`<p>
        Nothing was changed here. Check that the register runs at <code>${registerOrigin}</code>,
        then try again.
      </p>`,
    };
  }
  return null;
}

/** The register's own messages, with the transaction id to quote. */
export function problemDetails(error: RegisterError): Html {
  return html` ${
      error.problems.length > 0 &&
      html`<ul>
        ${error.problems.map(({ code, message }) => html`<li>${message} <span class="hint">Code ${code}</span></li>`)}
      </ul>`
    }
    <p>Transaction id: <code>${error.transactionId ?? 'none given'}</code></p>`;
}

function explain(error: RegisterError): string {
  switch (error.status) {
    case 400:
      return 'Something in the request is not as the register needs it.';
    case 401:
      return 'The register does not accept our account name and secret.';
    case 403:
      return 'Our account may not do this.';
    case 404:
      return 'The register knows nothing of this kind that is ours.';
    case 409:
      return 'This cannot be done as things stand; perhaps it has been done already.';
    case 422:
      return 'This way is not possible for this customer, or the customer has not confirmed in time.';
    case 429:
      return error.retryAfterSeconds === null
        ? 'Too many tries. Please wait a while.'
        : `Too many tries. Please try again in ${error.retryAfterSeconds} seconds.`;
    default:
      return 'The register has a problem of its own. Please try again in a moment.';
  }
}
