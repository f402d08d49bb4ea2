import type { HttpAnswer } from '../../../harness/http-request';
import type { CustomerBrowser } from '../../../harness/callers/customer-browser';
import type { FakeIssuer } from './fake-issuer';

const attribute = (html: string, pattern: RegExp) =>
  (pattern.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

/** Where a page leads on to by itself; nowhere: the empty text. */
export function leadsOnTo(html: string): string {
  return attribute(html, /http-equiv="refresh" content="0;url=([^"]+)"/);
}

/** Presses a supplier's button. */
export async function pressSupplier(browser: CustomerBrowser, id: string): Promise<HttpAnswer> {
  await browser.open('/portal/sign-in');
  return browser.press('/portal/sign-in/supplier', { supplier: id });
}

/** Presses a supplier's button and answers the address at the supplier to which it leads. */
export async function goToSupplier(browser: CustomerBrowser, id: string): Promise<string> {
  const out = await pressSupplier(browser, id);
  const address = leadsOnTo(out.text);
  if (!address) throw new Error(`not led out: ${out.status} ${out.headers.location ?? ''}`);
  return address;
}

/** Goes out, says yes there, and comes back. */
export async function signInAt(browser: CustomerBrowser, issuer: FakeIssuer): Promise<HttpAnswer> {
  return browser.open(issuer.agree(await goToSupplier(browser, issuer.id)));
}
