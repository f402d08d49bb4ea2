import type { Page } from '@playwright/test';
import { consentBody, contractBody, groupBody } from '../../../harness/callers/access-record-body';
import { reportSighting } from '../../api/support/dcc-reports';
import type { Household } from '../../../harness/callers/household';
import { codeIn } from '../../../harness/callers/mailed';
import { entriesAt } from '../../api/support/meter-point';
import { isSignInMail, VERIFIED } from '../../api/support/portal';
import { registerAccess } from '../../../harness/callers/registered-access';
import type { SentMail } from '../../../harness/fake-resend';
import { enrolHere, mainButton, typeCode } from './ceremonies';
import type { Scene } from './scene';

/**
 * The virtual device answers the autofill's offer at once, as if its customer had picked the passkey
 * there; who means to press the button takes a browser without it.
 */
export async function withoutAutofill(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // In a frame or on a page without TLS there are none at all.
    if (!('PublicKeyCredential' in window)) return;
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
}

export async function openSignIn({ page, register }: Scene): Promise<Page> {
  await withoutAutofill(page);
  await page.goto(`${register.origin}/portal/sign-in`);
  return page;
}

/** Presses the passkey button of the sign-in page that is open, and waits for the list. */
export async function pressPasskey(page: Page): Promise<void> {
  await mainButton(page).click();
  await page.waitForURL('**/portal/records');
}

export async function signInByPasskey(scene: Scene): Promise<Page> {
  await pressPasskey(await openSignIn(scene));
  return scene.page;
}

/** The newest sign-in mail to the household. */
export function signInMail(scene: Scene, { email }: Household, count = 1): Promise<SentMail> {
  return scene.mailbox.waitForMail(email ?? '', { where: isSignInMail, count });
}

export function signInLink({ text }: SentMail): string {
  const link = /https?:\/\/\S+\/portal\/link\/\S+/.exec(text)?.[0];
  if (!link) throw new Error(`no link in: ${text}`);
  return link;
}

/** Types something on the sign-in page and goes on. */
export async function typeInto(page: Page, field: 'mpxn' | 'email', value: string): Promise<void> {
  await page.locator(`#${field}`).fill(value);
  await page.locator(`#${field}`).press('Enter');
}

/** Asks for a code by the household's address, which waits on the page then. */
export async function askForSignIn(scene: Scene, household: Household): Promise<SentMail> {
  const page = await openSignIn(scene);
  await typeInto(page, 'email', household.email ?? '');
  await page.waitForURL('**/portal/sign-in/code');
  return signInMail(scene, household);
}

export async function signInByMail(scene: Scene, household: Household): Promise<Page> {
  const { page } = scene;
  await typeCode(page, codeIn(await askForSignIn(scene, household)));
  await page.waitForURL(/\/portal\/(records|choose)$/);
  return page;
}

/** A verified customer with a passkey on this device, and one consent of Northwind Energy. */
export async function enrolCustomer(scene: Scene): Promise<Household> {
  const home = await enrolHere(scene, { fields: VERIFIED });
  await registerAccess(home.owner, consentBody(home.ir));
  return home;
}

/** One of each: consent, contract, group of companies, unregistered access, somebody's look. */
export async function fillMeterPoint(scene: Scene, home: Household): Promise<void> {
  await registerAccess(home.owner, contractBody(home.ir));
  await registerAccess(home.owner, groupBody(home.ir));
  await reportSighting(await scene.client.createAccount({ role: 'dcc' }), home.mpxn);
  await entriesAt(scene.northwind, home.mpxn);
}

/** Opens the first page that the list links to under a path that fits. */
export async function followLink(page: Page, path: RegExp): Promise<Page> {
  const links = await page
    .locator('main a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const found = links.find((link) => path.test(link));
  if (found === undefined) throw new Error(`no link like ${path} among: ${links.join(' ')}`);
  await page.goto(new URL(found, page.url()).href);
  return page;
}

export const RECORD_PATH = /^\/portal\/records\/[0-9a-f]{32}$/;
export const WITHDRAW_PATH = /^\/portal\/records\/[0-9a-f]{32}\/withdraw$/;
