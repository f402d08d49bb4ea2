import type { RegisterError } from 'central-access-register-client';
import { companies } from '../companies';
import type { Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import { card, inputField } from './forms';
import { page } from './layout';
import { problemDetails } from './problem';

const company = companies.gridline;

export function gridlinePage(demo: Demo, accessKey: string, mistake: string | null): Page {
  return page({
    demo,
    company,
    status: mistake === null ? 200 : 400,
    title: 'May this meter data be released?',
    content: html` <p>
        A company hands us an access key and wants meter data. We ask the register, without any
        account, before each release.
      </p>
      ${card('Ask the register', keyForm(accessKey, mistake))}`,
  });
}

export function verdictPage(demo: Demo, accessKey: string, state: string, answer: object): Page {
  const mayRelease = state === 'ACTIVE';
  return page({
    demo,
    company,
    title: mayRelease ? 'Release the data' : 'Do not release the data',
    content: html` ${card(
      'Our decision',
      mayRelease
        ? html`<p>
            The access record is ACTIVE: release the kinds of data it names, and no others.
          </p>`
        : html`<p>The access record is ${state}, not ACTIVE: nothing is released.</p>`,
      mayRelease ? 'good' : 'bad',
    )}
    ${card(
      'What the register answered',
      html`<p>No name, address, email or meter number is in it.</p>
        <pre tabindex="0">${JSON.stringify(answer, null, 2)}</pre>`,
    )}
    ${card('Ask the register', keyForm(accessKey, null))}`,
  });
}

export function unknownKeyPage(demo: Demo, accessKey: string, refusal: RegisterError): Page {
  return page({
    demo,
    company,
    title: 'Do not release the data',
    content: html` ${card(
      'Our decision',
      html`<p>The register does not know this access key: nothing is released.</p>
        ${problemDetails(refusal)}`,
      'bad',
    )}
    ${card('Ask the register', keyForm(accessKey, null))}`,
  });
}

function keyForm(accessKey: string, mistake: string | null): Html {
  return html`<form method="post" action="/gridline/check">
    ${inputField({ name: 'access-key', label: 'Access key', hint: 'Starts with ak_', value: accessKey, error: mistake, required: true })}
    <button>Check with the register</button>
  </form>`;
}
