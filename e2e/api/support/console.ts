import type { HttpAnswer } from '../../../harness/http-request';
import { SoftwareAuthenticator } from '../../../harness/webauthn-authenticator';
import { CustomerBrowser } from '../../../harness/callers/customer-browser';
import { answerOptions } from '../../../harness/callers/passkey-page';

export type ConsoleName = 'dashboard' | 'admin';

export const consoleCookies = { dashboard: 'dar-dashboard', admin: 'dar-operator' } as const;

interface Credentials {
  id: string;
  secret: string;
}

/** Types id and secret on a console's sign-in page. */
export async function tryConsole(
  browser: CustomerBrowser,
  { id, secret }: Credentials,
  name: ConsoleName = 'dashboard',
  fields: Record<string, string> = {},
): Promise<HttpAnswer> {
  return browser.press(`/${name}/sign-in/secret`, { 'account-id': id, secret, ...fields });
}

/** A browser that is signed in to the dashboard. @throws {Error} when that was refused */
export async function openDashboard(
  origin: string,
  account: Credentials,
): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  const answer = await tryConsole(browser, account);
  if (leadsTo(answer) !== '/dashboard') {
    throw new Error(`not signed in: ${answer.status} ${leadsTo(answer)} ${answer.text}`);
  }
  return browser;
}

/** Does what an operator's passkey page asks for, with the device. */
export async function useAdminPasskey(
  browser: CustomerBrowser,
  device: SoftwareAuthenticator,
): Promise<HttpAnswer & { body: unknown }> {
  const page = await browser.open('/admin/sign-in/passkey');
  const step = page.creationOptions ? 'enrol' : 'prove';
  const response = answerOptions(device, page);
  return browser.post(`/admin/sign-in/passkey/${step}`, { response });
}

/** A browser that is signed in to the operator's console, its device given or new. */
export async function openAdmin(
  origin: string,
  admin: Credentials,
  device = new SoftwareAuthenticator({ origin }),
): Promise<{ browser: CustomerBrowser; device: SoftwareAuthenticator }> {
  const browser = new CustomerBrowser(origin);
  await tryConsole(browser, admin, 'admin');
  const answer = await useAdminPasskey(browser, device);
  if (answer.status !== 200) throw new Error(`not signed in: ${answer.status} ${answer.text}`);
  return { browser, device };
}

/** The path and query that an answer leads to; empty for one that leads nowhere. */
export function leadsTo(answer: HttpAnswer): string {
  const { location } = answer.headers;
  if (location === undefined) return '';
  const { pathname, search } = new URL(location, 'http://localhost');
  return `${pathname}${search}`;
}

/** Whether an answer leads to a console's sign-in page. */
export function isLedOut(answer: HttpAnswer, name: ConsoleName = 'dashboard'): boolean {
  return leadsTo(answer).startsWith(`/${name}/sign-in`);
}

/** The secret that a page shows this once, or null. */
export function shownSecret(html: string): string | null {
  return /<code data-secret[^>]*>([^<]+)<\/code>/.exec(html)?.[1] ?? null;
}
