import { METHODS, type Attempt } from '../attempt';
import { companies } from '../companies';
import type { Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import type { MeterLookUp } from '../session';
import { attemptList } from './attempt-list';
import { card, inputField, methodForm } from './forms';
import { page } from './layout';

const company = companies.brightmeter;

export function brightmeterPage(demo: Demo, attempts: readonly Attempt[]): Page {
  return page({
    demo,
    company,
    title: 'See where your energy goes',
    content: html` ${card('Your meter', meterForm(''))} ${attemptList(company.id, attempts)}`,
  });
}

export function meterPage(demo: Demo, lookUp: MeterLookUp): Page {
  const { mpxn, exists, methods } = lookUp;
  const offered = METHODS.filter((method) => methods.includes(method));
  if (!exists) {
    return page({
      demo,
      company,
      title: 'The register does not know this meter',
      content: html` <p>
          Nobody has created a record for meter <code>${mpxn}</code>, so there is nobody to ask.
          Northwind Energy can create one.
        </p>
        ${card('Your meter', meterForm(mpxn))}`,
    });
  }
  return page({
    demo,
    company,
    title: 'Show that this is your meter',
    content: html` <p>
        The register knows somebody at meter <code>${mpxn}</code>. Brightmeter does not learn who.
        Ways to prove it is you:
      </p>
      <ul>
        ${offered.map((method) => html`<li><code>${method}</code></li>`)}
      </ul>
      ${offered.map((method) => methodForm(method, '/brightmeter/reidentify', company.name))}
      <p><a href="/brightmeter">Another meter</a></p>`,
  });
}

function meterForm(mpxn: string): Html {
  return html`<form method="post" action="/brightmeter/look-up">
    ${inputField({ name: 'mpxn', label: 'Meter number', hint: 'On your bill: the MPAN or MPRN.', value: mpxn, required: true })}
    <button>Look up meter</button>
  </form>`;
}
