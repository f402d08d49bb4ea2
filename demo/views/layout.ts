import { companies, type Company } from '../companies';
import type { Demo } from '../demo';
import { html, type Content, type Html } from '../html';
import type { Page } from '../http';
import { pageStyle } from './style';

export type PageParts = {
  readonly demo: Demo;
  /** Whose site it is; null for the page about the demo itself. */
  readonly company: Company | null;
  readonly title: string;
  readonly content: Content;
  readonly status?: number;
  readonly refreshSeconds?: number | null;
  /** The menu entry this page belongs to. */
  readonly current?: string;
};

export function page(parts: PageParts): Page {
  const { company, title, content } = parts;
  const refresh = parts.refreshSeconds ?? null;
  const body = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${refresh !== null && html`<meta http-equiv="refresh" content="${refresh}" />`}
        <title>${title} – ${siteName(company)}</title>
        <link rel="icon" href="data:," />
        ${pageStyle(company)}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        ${siteHeader(company)} ${menu(parts)}
        <main id="content" tabindex="-1">
          <h1>${title}</h1>
          ${content}
        </main>
        <footer>
          This site runs on <code>${parts.demo.url}</code> and knows the register only through its
          public API at <code>${parts.demo.registerOrigin}</code>.
        </footer>
      </body>
    </html> `;
  return { status: parts.status ?? 200, body };
}

function siteHeader(company: Company | null): Html {
  return html`<header>
    <div>
      <p class="sample">A demo. The companies are made up.</p>
      <p class="name">${siteName(company)}</p>
      ${company && html`<p class="about">${company.role}. ${company.strapline}</p>`}
    </div>
  </header>`;
}

function siteName(company: Company | null): string {
  return company?.name ?? 'Demo of the Data Access Register';
}

function menu({ demo, company, current }: PageParts): Html {
  const here = current ?? (company === null ? '/' : `/${company.id}`);
  const entries = [
    ['/', 'Start'],
    ...Object.values(companies).map(({ id, name }) => [`/${id}`, name] as const),
    ['/northwind/endings', 'Every ending'],
  ] as const;
  return html`<nav class="nav" aria-label="Demo">
    <ul>
      ${entries.map(
        ([href, name]) =>
          html`<li>
            <a href="${href}" ${href === here && html` aria-current="page"`}>${name}</a>
          </li>`,
      )}
      <li>
        <a href="${demo.registerOrigin}/dev/outbox" target="_blank" rel="noopener"
          >Outbox (opens a new tab)</a
        >
      </li>
    </ul>
  </nav>`;
}
