import { isDatabaseDown } from '@/lib/db/is-database-down';
import { ping } from '@/lib/db/ping';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { escapeHtml, htmlDocument, htmlLink } from './html-document';

/** Pages that can say nothing without the database. */
const LIVING = /^\/(?:passkey|magic-link|done|portal|dashboard|admin)(?:\/|$)/;

function operatorLine(): string {
  const { OPERATOR_NAME: name, OPERATOR_CONTACT: contact } = env();
  if (!name || !contact) return '';
  return `<p>${escapeHtml(name)}: ${htmlLink(contact, contact.replace(/^mailto:/, ''))}</p>`;
}

/** The plain page that people see while a dependency is down; in both languages: which is wanted may not be known. */
export function unavailableDocument(headers: Record<string, string>): Response {
  const main = `
<h1>The register cannot answer just now</h1>
<p>Please try again in a minute. If it keeps happening, go back to the organisation that sent you.</p>
<section lang="cy">
<h2>Ni all y gofrestr ateb ar hyn o bryd</h2>
<p>Rhowch gynnig arall arni ymhen munud. Os yw’n dal i ddigwydd, ewch yn ôl at y sefydliad a’ch anfonodd.</p>
</section>
${operatorLine()}
`;
  const title = 'Error: please try again in a minute – Gwall: rhowch gynnig arall arni ymhen munud';
  return htmlDocument({ status: 503, lang: 'en', title, main, headers });
}

/** Whether the page at `pathname` lives on the database, and that does not answer. */
export async function isPageUnavailable(pathname: string): Promise<boolean> {
  if (!LIVING.test(pathname)) return false;
  try {
    await ping();
    return false;
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    log().error({ err: error }, 'a page needs the database');
    return true;
  }
}
