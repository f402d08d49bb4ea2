import { METHODS, type Attempt } from '../attempt';
import type { Company } from '../companies';
import type { DataUser, Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import type { MeterLookUp } from '../session';
import { attemptList } from './attempt-list';
import { card, inputField, methodForm } from './forms';
import { page } from './layout';

export function startPage(demo: Demo, dataUser: DataUser, attempts: readonly Attempt[]): Page {
  const { company } = dataUser;
  return page({
    demo,
    company,
    title:
      company.id === 'solara' ? 'How many solar panels suit you?' : 'See where your energy goes',
    content: html` ${card('Your meter', meterForm(company, ''))}
    ${attemptList(company.id, attempts)}`,
  });
}

export function meterPage(demo: Demo, { company }: DataUser, lookUp: MeterLookUp): Page {
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
        ${card('Your meter', meterForm(company, mpxn))}`,
    });
  }
  return page({
    demo,
    company,
    title: 'Show that this is your meter',
    content: html` <p>
        The register knows somebody at meter <code>${mpxn}</code>. ${company.name} does not learn
        who. Ways to prove it is you:
      </p>
      <ul>
        ${offered.map((method) => html`<li><code>${method}</code></li>`)}
      </ul>
      ${offered.map((method) => methodForm(method, `/${company.id}/reidentify`, company.name))}
      <p><a href="/${company.id}">Another meter</a></p>`,
  });
}

function meterForm({ id }: Company, mpxn: string): Html {
  return html`<form method="post" action="/${id}/look-up">
    ${inputField({ name: 'mpxn', label: 'Meter number', hint: 'On your bill: the MPAN or MPRN.', value: mpxn, required: true })}
    <button>Look up meter</button>
  </form>`;
}
