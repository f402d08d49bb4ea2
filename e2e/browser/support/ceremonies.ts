import type { Page } from '@playwright/test';
import {
  createHousehold,
  type Household,
  type HouseholdOptions,
} from '../../../harness/callers/household';
import { codeIn, linkIn } from '../../../harness/callers/mailed';
import { startAcross, startOwn, type Started } from '../../../harness/callers/reidentification';
import { expect, type Device, type Scene } from './scene';

export interface Enrolling {
  household: Household;
  started: Started;
}

/** A record of Northwind Energy with an enrolment under way; by default it ends on our own page. */
export async function startEnrolment(
  scene: Scene,
  options: HouseholdOptions = {},
  fields: Record<string, unknown> = {},
): Promise<Enrolling> {
  const household = await createHousehold(scene.northwind, options);
  const started = await startOwn(household, { method: 'passkey-register', ...fields });
  return { household, started };
}

/** Opens the page of a ceremony and presses its main button. */
export async function pressMain({ page }: Device, url: string): Promise<void> {
  await page.goto(url);
  await mainButton(page).click();
}

/** The one main button of a page. */
export function mainButton(page: Page) {
  return page.locator('.button-main');
}

/** A customer of Northwind Energy who has just made a passkey on `device`. */
export async function enrolHere(
  scene: Scene,
  options: HouseholdOptions = {},
  device: Device = scene,
): Promise<Household> {
  const { household, started } = await startEnrolment(scene, options);
  await pressMain(device, started.page);
  await device.page.waitForURL('**/done');
  return household;
}

/** Brightmeter asks by meter number, where an e-mail must be proved before a passkey is made. */
export async function startProof(scene: Scene): Promise<Enrolling> {
  const household = await createHousehold(scene.northwind);
  const started = await startAcross(scene.brightmeter, household.mpxn, {
    method: 'passkey-register',
  });
  return { household, started };
}

/** As `startProof`, with the mail asked for on `scene.page`. */
export async function askForCode(
  scene: Scene,
): Promise<Enrolling & { code: string; link: string }> {
  const enrolling = await startProof(scene);
  await pressMain(scene, enrolling.started.page);
  await expect(scene.page.locator('#code')).toBeVisible();
  return { ...enrolling, ...(await readProofMail(scene, enrolling.household)) };
}

export async function readProofMail(
  scene: Scene,
  household: Household,
): Promise<{ code: string; link: string }> {
  const mail = await scene.mailbox.waitForMail(household.email ?? '', {
    where: ({ text }) => /^ +\d{6}$/m.test(text),
  });
  return { code: codeIn(mail), link: linkIn(mail) };
}

export async function typeCode(page: Page, code: string): Promise<void> {
  await page.locator('#code').fill(code);
  await mainButton(page).click();
}

/** Northwind Energy mails a link; its address. */
export async function mailLink(
  scene: Scene,
  fields: Record<string, unknown> = {},
): Promise<Enrolling & { link: string }> {
  const household = await createHousehold(scene.northwind);
  const started = await startOwn(household, { method: 'magic-link', ...fields });
  return { household, started, link: linkIn(await mailTo(scene, household)) };
}

/** The newest mail to the household. */
export function mailTo(scene: Scene, household: Household) {
  return scene.mailbox.waitForMail(household.email ?? '');
}
