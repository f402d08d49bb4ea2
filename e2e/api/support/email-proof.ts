import type { HttpAnswer } from '../../../harness/http-request';
import type { SentMail } from '../../../harness/fake-resend';
import type { Mailbox } from '../../../harness/mailbox';
import type { CustomerBrowser } from '../../../harness/callers/customer-browser';
import { codeIn, isCodeMail } from '../../../harness/callers/mailed';
import { fieldsOf } from '../../../harness/callers/passkey-page';

/** Opens the page, presses "send me an e-mail" and waits for what arrives. */
export async function askForCode(
  browser: CustomerBrowser,
  mailbox: Mailbox,
  page: string,
  email: string,
): Promise<SentMail> {
  const before = (await mailbox.mailsTo(email)).filter(isCodeMail).length;
  await browser.open(page);
  const answer = await browser.press('/passkey/email', fieldsOf(page));
  if (answer.status !== 303) throw new Error(`no mail: ${answer.status} ${answer.text}`);
  return mailbox.waitForMail(email, { where: isCodeMail, count: before + 1 });
}

export function typeCode(
  browser: CustomerBrowser,
  page: string,
  code: string,
): Promise<HttpAnswer> {
  return browser.press('/passkey/code', { ...fieldsOf(page), code });
}

/** Proves the e-mail on the page by the code. */
export async function proveByCode(
  browser: CustomerBrowser,
  mailbox: Mailbox,
  page: string,
  email: string,
): Promise<HttpAnswer> {
  const mail = await askForCode(browser, mailbox, page, email);
  return typeCode(browser, page, codeIn(mail));
}
