import { companies } from '../companies';
import { html } from '../html';
import { pageStyle } from '../views/style';
import { supplierCustomers } from './customers';

/** The supplier's page to sign in: a press instead of a password. */
export function supplierSignInPage(): string {
  const company = companies.northwind;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Sign in – ${company.name}</title>
        <link rel="icon" href="data:," />
        ${pageStyle(company)}
      </head>
      <body>
        <header>
          <div>
            <p class="sample">A demo. The supplier is made up, and takes no passwords.</p>
            <p class="name">${company.name}</p>
            <p class="about">Your energy supplier’s own sign-in.</p>
          </div>
        </header>
        <main>
          <h1>Who are you?</h1>
          <p>The register asks us which meter points are yours. We tell it nothing else.</p>
          ${supplierCustomers.map(
            ({ id, name, about }) =>
              html`<form method="post" class="card">
                <p>${about}</p>
                <button name="customer" value="${id}">${name}</button>
              </form>`,
          )}
        </main>
      </body>
    </html> `.markup;
}
