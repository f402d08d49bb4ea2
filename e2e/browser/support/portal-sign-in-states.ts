import type { Page } from '@playwright/test';
import { createHousehold, randomEmail } from '../../../harness/callers/household';
import { codeIn, otherCode } from '../../../harness/callers/mailed';
import { typeCode } from './ceremonies';
import { askForSignIn, openSignIn, signInByMail, signInLink, typeInto } from './portal';
import { expect, type Scene } from './scene';
import type { State } from './state';

const CODE_TRIES = 5;

async function typeOnSignIn(scene: Scene, field: 'mpxn' | 'email', value: string): Promise<Page> {
  const page = await openSignIn(scene);
  await typeInto(page, field, value);
  return page;
}

async function typeWrongCodes(scene: Scene, count: number): Promise<Page> {
  const code = codeIn(await askForSignIn(scene, await createHousehold(scene.northwind)));
  for (let wrong = 1; wrong <= count; wrong += 1) {
    await typeCode(scene.page, otherCode(code));
    const left = CODE_TRIES - wrong;
    if (left === 0) await expect(scene.page.locator('#code')).toHaveCount(0);
    else await expect(scene.page.locator('#code-error')).toContainText(String(left));
  }
  return scene.page;
}

async function askForLink(scene: Scene): Promise<string> {
  return signInLink(await askForSignIn(scene, await createHousehold(scene.northwind)));
}

const signIn = { title: 'portal.signIn.title', heading: 'portal.signIn.heading' };
const wrong = { title: 'portal.signIn.titleError', heading: 'portal.signIn.heading' };
const wrongCode = { title: 'portal.code.titleWrong', heading: 'portal.code.heading' };

export const portalSignInStates: State[] = [
  {
    ...signIn,
    name: 'the sign-in page of the portal',
    next: 'portal.signIn.none',
    reach: openSignIn,
  },
  {
    name: 'the sign-in page after a meter number',
    title: 'portal.signIn.title',
    heading: 'portal.signIn.hintHeading',
    next: 'portal.signIn.mail.button',
    reach: (scene) => typeOnSignIn(scene, 'mpxn', '1200023305967'),
  },
  {
    ...wrong,
    name: 'the sign-in page after what is no meter number',
    next: 'portal.signIn.meter.error',
    reach: (scene) => typeOnSignIn(scene, 'mpxn', '12'),
  },
  {
    ...wrong,
    name: 'the sign-in page after what is no address',
    next: 'portal.signIn.email.error',
    reach: (scene) => typeOnSignIn(scene, 'email', 'name@example'),
  },
  {
    ...signIn,
    name: 'the sign-in page after signing out',
    next: 'portal.signIn.problems.signed-out',
    async reach(scene) {
      await signInByMail(scene, await createHousehold(scene.northwind));
      await scene.page.locator('form[action="/portal/sign-out"] button').click();
      await scene.page.waitForURL('**/portal/sign-in?**');
      return scene.page;
    },
  },
  {
    ...wrong,
    name: 'the sign-in page after an answer of a supplier that was not taken',
    next: 'portal.signIn.supplierProblems.issuer',
    async reach(scene) {
      const page = await openSignIn(scene);
      await page.goto(`${scene.register.origin}/portal/sign-in?problem=supplier-issuer`);
      return page;
    },
  },
  {
    name: 'a code of the portal to type',
    title: 'portal.code.title',
    heading: 'portal.code.heading',
    next: 'portal.code.otherWay',
    reach: (scene) => typeOnSignIn(scene, 'email', randomEmail()),
  },
  {
    ...wrongCode,
    name: 'a wrong code of the portal',
    next: 'steps.enter-code.button',
    reach: (scene) => typeWrongCodes(scene, 1),
  },
  {
    ...wrongCode,
    name: 'a code of the portal that was wrong five times',
    next: 'portal.code.noTries',
    reach: (scene) => typeWrongCodes(scene, CODE_TRIES),
  },
  {
    name: 'the mailed link to the portal',
    title: 'portal.link.title',
    heading: 'portal.link.heading',
    next: 'portal.link.button',
    async reach(scene) {
      await scene.page.goto(await askForLink(scene));
      return scene.page;
    },
  },
  {
    name: 'the mailed link to the portal in another browser',
    title: 'portal.link.elsewhereTitle',
    heading: 'portal.link.elsewhereHeading',
    next: 'portal.link.elsewhereStart',
    async reach(scene) {
      const link = await askForLink(scene);
      const { page } = await scene.openOtherDevice();
      await page.goto(link);
      return page;
    },
  },
  {
    name: 'a mailed link to the portal that is over',
    title: 'portal.link.overTitle',
    heading: 'portal.link.overHeading',
    next: 'portal.link.overButton',
    async reach(scene) {
      const link = await askForLink(scene);
      await scene.register.clock.advance(16 * 60_000);
      await scene.page.goto(link);
      return scene.page;
    },
  },
  {
    name: 'a choice between meters',
    title: 'portal.choose.title',
    heading: 'portal.choose.heading',
    next: 'portal.choose.intro',
    async reach(scene) {
      const home = await createHousehold(scene.northwind);
      await createHousehold(scene.northwind, { email: home.email });
      return signInByMail(scene, home);
    },
  },
];
