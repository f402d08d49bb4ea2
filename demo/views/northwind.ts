import type { RegisterError } from 'central-access-register-client';
import type { Attempt } from '../attempt';
import { companies } from '../companies';
import type { Customer } from '../customer-book';
import type { RecordSummary } from '../data-user-api';
import type { Demo } from '../demo';
import { html, type Html } from '../html';
import type { Page } from '../http';
import type { NewCustomer } from '../new-customer';
import { attemptList } from './attempt-list';
import { brightmeterHint } from './brightmeter-hint';
import { card, endingChoice, inputField, methodForm } from './forms';
import { page } from './layout';
import { problemDetails } from './problem';

const company = companies.northwind;

/** Which of the form's inputs a field of the register's answer belongs to. */
const INPUT_OF_FIELD: Readonly<Record<string, string>> = {
  'pii-principal.mpxn': 'mpxn',
  email: 'email',
  'pii-principal.move-in-date': 'move-in-date',
  'pii-principal.address.addressLine1': 'address-line-1',
  'pii-principal.address.townCity': 'town-city',
  'pii-principal.address.postcode': 'postcode',
};

export type NorthwindParts = {
  readonly demo: Demo;
  readonly form: NewCustomer;
  readonly customers: readonly Customer[];
  readonly attempts: readonly Attempt[];
  readonly refusal: RegisterError | null;
  readonly notice: string | null;
};

export function northwindPage(parts: NorthwindParts): Page {
  const { demo, form, customers, attempts, refusal, notice } = parts;
  return page({
    demo,
    company,
    status: refusal?.status ?? 200,
    title: refusal ? 'Please mend the form' : 'Welcome to Northwind Energy',
    content: html` ${refusal && html`<div role="alert">${card('The register refused the record', problemDetails(refusal), 'bad')}</div>`}
    ${notice !== null && html`<div role="status"><p class="card wait">${notice}</p></div>`}
    ${card('New customer', newCustomerForm(form, refusal))}
    ${card('Our customers', customerList(customers))} ${card('Find a customer', findForm())}
    ${attemptList(company.id, attempts)}`,
  });
}

export function customerPage(demo: Demo, customer: Customer, summary: RecordSummary): Page {
  const action = `/northwind/customers/${customer.ir}/re-identify`;
  return page({
    demo,
    company,
    title: 'Is it really you?',
    content: html` <p>
        Northwind Energy asks the register to make sure that the person here now is the customer of
        this record.
      </p>
      <dl>
        <dt>Meter number</dt>
        <dd><code>${customer.mpxn}</code></dd>
        <dt>Identity Record</dt>
        <dd><code>${customer.ir}</code></dd>
        <dt>Passkeys</dt>
        <dd>${summary.passkeys}</dd>
        <dt>Email</dt>
        <dd>${summary.hasEmail ? 'stored' : 'none'}</dd>
      </dl>
      ${methodForm('passkey-assert', action, company.name)}
      ${methodForm('magic-link', action, company.name)}
      ${methodForm('passkey-register', action, company.name)} ${brightmeterHint(customer.mpxn)}`,
  });
}

function newCustomerForm(form: NewCustomer, refusal: RegisterError | null): Html {
  const errorOf = (name: string): string | null =>
    refusal?.problems.find(({ field }) => field !== null && INPUT_OF_FIELD[field] === name)
      ?.message ?? null;
  return html`<form method="post" action="/northwind/customers" novalidate>
    ${inputField({ name: 'mpxn', label: 'Meter number', hint: 'A fresh made-up one; any MPAN or MPRN will do.', value: form.mpxn, error: errorOf('mpxn'), required: true })}
    ${inputField({ name: 'email', label: 'Email', hint: 'Leave empty for a customer without email.', type: 'email', value: form.email, error: errorOf('email') })}
    ${inputField({ name: 'move-in-date', label: 'Move-in date', type: 'date', value: form.moveInDate, error: errorOf('move-in-date'), required: true })}
    ${inputField({ name: 'address-line-1', label: 'Address', hint: 'Leave all three lines of the address empty for a record without one.', value: form.addressLine1, error: errorOf('address-line-1') })}
    <div class="pair">
      ${inputField({ name: 'town-city', label: 'Town or city', value: form.townCity, error: errorOf('town-city') })}
      ${inputField({ name: 'postcode', label: 'Postcode', value: form.postcode, error: errorOf('postcode') })}
    </div>
    ${endingChoice('new', company.name, form.ending)}
    <button name="enrol" value="yes">Create record and make a passkey</button>
    <button class="quiet" name="enrol" value="no">Create record without a passkey</button>
  </form>`;
}

function customerList(customers: readonly Customer[]): Html {
  if (customers.length === 0) {
    return html`<p>None yet. Create one above, or find one that is in the register.</p>`;
  }
  return html`<p>You come back on another day. Who are you?</p>
    <ul class="rows">
      ${customers.map(
        ({ ir, mpxn }) =>
          html`<li><a href="/northwind/customers/${ir}">Customer with meter ${mpxn}</a></li>`,
      )}
    </ul>`;
}

function findForm(): Html {
  return html`<form method="post" action="/northwind/find">
    ${inputField({ name: 'find-mpxn', label: 'Meter number of a customer', hint: 'Asks the register for the records that Northwind Energy has created.', value: '', required: true })}
    <button class="quiet">Find customer</button>
  </form>`;
}
