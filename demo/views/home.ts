import { companies } from '../companies';
import type { Demo } from '../demo';
import { html } from '../html';
import type { Page } from '../http';
import { card } from './forms';
import { page } from './layout';

export function homePage(demo: Demo): Page {
  return page({
    demo,
    company: null,
    title: 'Try the register as its outside organisations',
    content: html` <p>
        Each one below talks to the register from outside. You play its customer, with your own
        browser’s passkeys.
      </p>
      ${Object.values(companies).map(({ id, name, strapline }) =>
        card(
          name,
          html`<p>${strapline}</p>
            <p><a class="button" href="/${id}">Go to ${name}</a></p>`,
        ),
      )}
      ${card(
        'A good order',
        html`<ol>
          <li>
            At Northwind Energy, create a record and make a passkey. The register shows what
            Northwind wants before it asks you. Allow it, and keep the access key.
          </li>
          <li>
            Come back to Northwind Energy as that customer: with the passkey, then with an email
            link. Sent mail is in the
            <a href="${demo.registerOrigin}/dev/outbox" target="_blank" rel="noopener"
              >outbox (opens a new tab)</a
            >.
          </li>
          <li>
            At Brightmeter, enter the same meter number. It never learns who you are at Northwind
            Energy.
          </li>
          <li>
            At Solara Homes, allow what the register shows you. Then press “Register more than
            that”: the register refuses, and says what you were not shown.
          </li>
          <li>
            At Household Voice, a charity, see who reads the data of that meter, and stop sharing;
            or do it without anybody, in the
            <a href="${demo.registerOrigin}/portal">register’s own portal</a>.
          </li>
          <li>At Gridline Data Services, check an access key as a Data Provider does.</li>
          <li>Look at <a href="/northwind/endings">every ending</a> a customer can come to.</li>
        </ol>`,
      )}`,
  });
}
