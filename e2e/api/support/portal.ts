import type { HttpAnswer } from '../../../harness/http-request';
import type { Mailbox } from '../../../harness/mailbox';
import type { SentMail } from '../../../harness/fake-resend';
import type { Deviation, SoftwareAuthenticator } from '../../../harness/webauthn-authenticator';
import type { JsonObject } from '../../../harness/api-client';
import type { CustomerBrowser, Page } from '../../../harness/callers/customer-browser';
import { codeIn } from '../../../harness/callers/mailed';
import { answerOptions } from '../../../harness/callers/passkey-page';

/** Evidence by which a Data User's record opens all of its meter point. */
export const VERIFIED: JsonObject = {
  'principal-verification': {
    method: 'document',
    'verified-at': '2026-01-10T10:00:00Z',
    outcome: 'verified',
  },
};

/** In either order of its languages; the second is cut short in a subject. */
export const isSignInMail = ({ subject }: SentMail) =>
  subject.includes('Your code to see who may use your meter data') ||
  subject.includes('Eich cod i weld pwy sy’n cael defnyddio data eich mesurydd');
export const isReceipt = ({ subject }: SentMail) => subject.includes('You stopped sharing');
export const isOpenedMail = ({ subject }: SentMail) => subject.includes('Somebody at your address');

export interface PortalSignIn {
  result: 'done' | 'problem';
  location?: string;
  problem?: string;
  unknownCredentialId?: string;
}

/** Opens the sign-in page and answers it with the device, nothing typed. */
export async function tryPasskey(
  browser: CustomerBrowser,
  device: SoftwareAuthenticator,
  deviation: Deviation = {},
): Promise<HttpAnswer & { body: PortalSignIn }> {
  const page = await browser.open('/portal/sign-in');
  const response = answerOptions(device, page, deviation);
  const answer = await browser.post('/portal/sign-in/passkey', { response });
  return { ...answer, body: answer.body as PortalSignIn };
}

/** Signs in with the device's newest passkey. @throws {Error} when that was refused */
export async function signInByPasskey(
  browser: CustomerBrowser,
  device: SoftwareAuthenticator,
): Promise<void> {
  const answer = await tryPasskey(browser, device);
  if (answer.status !== 200) throw new Error(`not signed in: ${answer.status} ${answer.text}`);
}

/** Types an address and waits for the mail. */
export async function askByEmail(
  browser: CustomerBrowser,
  mailbox: Mailbox,
  email: string,
): Promise<SentMail> {
  const count = (await mailbox.mailsTo(email)).filter(isSignInMail).length + 1;
  await browser.open('/portal/sign-in');
  await browser.press('/portal/sign-in/email', { email });
  return mailbox.waitForMail(email, { where: isSignInMail, count });
}

export function typePortalCode(browser: CustomerBrowser, code: string): Promise<HttpAnswer> {
  return browser.press('/portal/sign-in/check-code', { code });
}

/** Signs in by the code mailed to an address. @throws {Error} when that was refused */
export async function signInByMail(
  browser: CustomerBrowser,
  mailbox: Mailbox,
  email: string,
  next = 'records',
): Promise<void> {
  const mail = await askByEmail(browser, mailbox, email);
  const answer = await typePortalCode(browser, codeIn(mail));
  if (!answer.headers.location?.includes(`/portal/${next}`)) {
    throw new Error(`not signed in: ${answer.status} ${answer.headers.location ?? ''}`);
  }
}

/** The list as the customer sees it. @throws {Error} when there is none to see */
export async function openRecords(browser: CustomerBrowser): Promise<Page> {
  const page = await browser.open('/portal/records');
  if (page.status !== 200) {
    throw new Error(`no list: ${page.status} ${page.headers.location ?? ''}`);
  }
  return page;
}

/** Ids of the records in a list, as its links name them, each once. */
export function recordIds(page: Page): string[] {
  const ids = page.links.map((link) => /^\/portal\/records\/([0-9a-f]+)$/.exec(link)?.[1]);
  return [...new Set(ids.filter((id) => id !== undefined))];
}

export function mayWithdraw(page: Page, id: string): boolean {
  return page.links.includes(`/portal/records/${id}/withdraw`);
}

/** Presses the button of the withdrawal's page; `fields` are what its form holds beside. */
export function withdraw(
  browser: CustomerBrowser,
  id: string,
  fields: Record<string, string> = {},
): Promise<HttpAnswer> {
  return browser.press(`/portal/records/${id}/withdraw/confirm`, fields);
}

/** Where a browser without a session is led. */
export function isSignedOut(answer: HttpAnswer): boolean {
  return answer.headers.location?.includes('/portal/sign-in') ?? false;
}
