import { isDeclined, type Attempt } from '../attempt';
import { companies } from '../companies';
import type { Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import { card } from './forms';
import { page } from './layout';

const UNKNOWN_SESSION = `pks_${'0'.repeat(24)}`;

export function endingsPage(demo: Demo, attempts: readonly Attempt[], now: Date): Page {
  return page({
    demo,
    company: companies.northwind,
    current: '/northwind/endings',
    title: 'Every ending',
    content: html` <p>
        Each button starts something real at the register, as Northwind Energy, for a new made-up
        customer with the email <code>customer@example.com</code>.
      </p>
      ${card(
        'Confirmed, without a return URL',
        html`<p>Make the passkey: the register thanks you on its own last page.</p>
          ${start('confirmed', 'Start one to confirm')}`,
      )}
      ${card(
        'Declined',
        html`<p>On the register’s page, press “I don’t recognise this”.</p>
          ${start('declined', 'Start one to decline')}
          ${start('declined-return', 'Start one to decline and come back', true)}`,
      )}
      ${card('Expired', expiredContent(attempts, now))}
      ${card('Already used', usedContent(demo, attempts))}
      ${card(
        'Not valid',
        html`<p>Addresses that the register never gave out.</p>
          <ul class="rows">
            ${outside(`${demo.registerOrigin}/passkey/register?session=${UNKNOWN_SESSION}`, 'Unknown session to make a passkey')}
            ${outside(`${demo.registerOrigin}/passkey/assert?session=${UNKNOWN_SESSION}`, 'Unknown session to use a passkey')}
            ${outside(`${demo.registerOrigin}/magic-link/not-a-real-link`, 'Unknown email link')}
          </ul>`,
      )}`,
  });
}

function expiredContent(attempts: readonly Attempt[], now: Date): Html {
  const unfinished = attempts.filter(
    (attempt) =>
      attempt.started.pageUrl !== null &&
      attempt.result.status !== 'confirmed' &&
      !isDeclined(attempt),
  );
  return html`<p>
      A session lasts fifteen minutes, since there is something to read. Start one, leave it alone,
      and open it after that.
    </p>
    ${start('expired', 'Start one to let expire')}
    ${start('expired-return', 'Start one to let expire and come back', true)}
    <ul class="rows">
      ${unfinished.map(({ started, ending }) => {
        const secondsLeft = Math.ceil((Date.parse(started.expiresAt) - now.getTime()) / 1000);
        const when =
          secondsLeft > 0
            ? `expires in ${Math.floor(secondsLeft / 60)} min ${secondsLeft % 60} s`
            : 'has expired';
        const name = ending === 'register' ? 'without a return URL' : 'with a return URL';
        return html`<li>
          <a href="${started.pageUrl}" target="_blank" rel="noopener"
            >Session ${name}, ${when} (new tab)</a
          >
        </li>`;
      })}
    </ul>`;
}

function usedContent(demo: Demo, attempts: readonly Attempt[]): Html {
  const used = attempts.find(
    ({ started, result }) => started.pageUrl !== null && result.status === 'confirmed',
  );
  return html` ${
      used
        ? html`<ul class="rows">
            ${outside(used.started.pageUrl ?? '', 'Session that was used last')}
          </ul>`
        : html`<p>Finish a passkey at Northwind Energy first; its link then stands here.</p>`
    }
    <p>
      For an email link: open it again from the
      <a href="${demo.registerOrigin}/dev/outbox" target="_blank" rel="noopener"
        >outbox (new tab)</a
      >
      after you have pressed its button.
    </p>`;
}

function start(ending: string, label: string, isQuiet = false): Html {
  return html`<form method="post" action="/northwind/endings">
    <button name="start" value="${ending}" ${isQuiet && html` class="quiet"`}>${label}</button>
  </form>`;
}

function outside(href: string, name: string): Html {
  return html`<li><a href="${href}" target="_blank" rel="noopener">${name} (new tab)</a></li>`;
}
