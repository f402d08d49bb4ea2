import { isDeclined, type Attempt } from '../attempt';
import type { CompanyId } from '../companies';
import { html, type Html } from '../html';
import { card } from './forms';
import { methodNames } from './method-names';

const RESULT_WORDS = {
  pending: 'waiting',
  confirmed: 'confirmed',
  expired: 'expired',
} as const;

export function attemptList(companyId: CompanyId, attempts: readonly Attempt[]): Html | null {
  if (attempts.length === 0) return null;
  return card(
    'Started in this browser',
    html`<ul class="rows">
      ${attempts.map(
        (attempt) =>
          html`<li>
            <a href="/${companyId}/attempts/${attempt.started.tokenRef}"
              >${methodNames[attempt.started.method]} for meter ${attempt.mpxn}</a
            >:
            ${isDeclined(attempt) ? 'declined' : RESULT_WORDS[attempt.result.status]}${
              attempt.accessKey !== null && ', access registered'
            }
          </li>`,
      )}
    </ul>`,
  );
}
