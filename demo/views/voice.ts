import type { Attempt } from '../attempt';
import { companies } from '../companies';
import type { Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import type { MeterLookUp } from '../session';
import { attemptList } from './attempt-list';
import { card, inputField } from './forms';
import { page } from './layout';
import { unconfirmedPage as unconfirmed } from './unconfirmed';
import { voiceTrace } from './voice-trace';

const company = companies.voice;

const WAYS = [
  {
    method: 'passkey-assert',
    heading: 'I have my passkey here',
    about: 'Your fingerprint, face or PIN, on this device or your phone.',
    button: 'Use my passkey',
  },
  {
    method: 'magic-link',
    heading: 'Send me an email',
    about: 'To the address the register has for you. You may open it on your own phone.',
    button: 'Send the email',
  },
] as const;

export function voicePage(demo: Demo, attempts: readonly Attempt[]): Page {
  return page({
    demo,
    company,
    title: 'Who reads your meter data?',
    content: html` <p>
        Sit down with one of our advisers, or do it alone. We ask the register; the register asks
        you, on its own page. Only then do we see your list, and only once.
      </p>
      ${card('Your meter', meterForm(''))} ${attemptList(company.id, attempts)}`,
  });
}

export function voiceMeterPage(demo: Demo, { mpxn, methods }: MeterLookUp): Page {
  const ways = WAYS.filter(({ method }) => methods.includes(method));
  if (ways.length === 0) return noWayPage(demo, mpxn);
  return page({
    demo,
    company,
    title: 'Show the register that it is you',
    content: html` <p>
        Meter number <code>${mpxn}</code>. Household Voice learns neither your name nor your
        address, and nothing at all if you say no.
      </p>
      ${ways.map(({ method, heading, about, button }) =>
        card(
          heading,
          html`<p>${about}</p>
            <form method="post" action="/voice/ask">
              <button name="method" value="${method}">${button}</button>
            </form>`,
        ),
      )}
      <p><a href="/voice">Another meter</a></p>`,
  });
}

export function unconfirmedPage(demo: Demo, attempt: Attempt, isWatching: boolean): Page {
  return unconfirmed({
    ...{ demo, asker: demo.voice, attempt, isWatching },
    againHref: '/voice/meter',
  });
}

export function confirmedPage(demo: Demo, attempt: Attempt): Page {
  return page({
    demo,
    company,
    title: 'Thank you, it is you',
    content: html` ${card(
      'Your list',
      html`<p>
          The register has confirmed you. It shows us once who may read the data of your meter, and
          writes in your own record that we looked.
        </p>
        <form method="post" action="/voice/attempts/${attempt.started.tokenRef}/list">
          <button>Show who may read it</button>
        </form>`,
      'good',
    )}
    ${voiceTrace(attempt, null)}`,
  });
}

/** The same words whether nobody is known there or somebody without passkey and email. */
function noWayPage(demo: Demo, mpxn: string): Page {
  return page({
    demo,
    company,
    title: 'We cannot ask for you here',
    content: html` <p>
        The register has no passkey and no email address by which somebody at meter
        <code>${mpxn}</code> could confirm. Your energy supplier may know you: the
        <a href="${demo.registerOrigin}/portal">register’s own portal</a> says how to sign in with
        it.
      </p>
      ${card('Your meter', meterForm(mpxn))}`,
  });
}

function meterForm(mpxn: string): Html {
  return html`<form method="post" action="/voice/look-up">
    ${inputField({ name: 'mpxn', label: 'Meter number', hint: 'On your bill: the MPAN or MPRN.', value: mpxn, required: true })}
    <button>Go on</button>
  </form>`;
}
