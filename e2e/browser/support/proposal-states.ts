import { proposedConsent, proposedContract } from '../../../harness/callers/proposal';
import { pressMain } from './ceremonies';
import { hostileConsent, proposeByMail, proposeHere, proposeWithEnrolment } from './proposals';
import { expect } from './scene';
import type { State } from './state';

const permission = {
  title: 'permission.title',
  heading: 'permission.heading',
  next: 'permission.refuse',
};

/** What pages say of a proposal, from the first question to the last answer. */
export const proposalStates: State[] = [
  {
    name: 'a permission by passkey',
    ...permission,
    async reach(scene) {
      const { started } = await proposeHere(scene, proposedConsent());
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    name: 'a permission bound to this browser',
    ...permission,
    next: 'bound.permission.question',
    async reach(scene) {
      const { started } = await proposeHere(scene, proposedConsent(), {
        'passkey-return-url': scene.returnUrls.northwind,
      });
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    name: 'an explicit permission in hostile words behind a mailed link',
    ...permission,
    async reach(scene) {
      await scene.page.goto((await proposeByMail(scene, hostileConsent())).link);
      return scene.page;
    },
  },
  {
    name: 'a use that needs no permission',
    title: 'steps.assert.title',
    heading: 'steps.assert.heading',
    next: 'ask.bases.uk-contract',
    async reach(scene) {
      const { started } = await proposeHere(scene, proposedContract());
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    name: 'a new passkey before a permission',
    title: 'steps.enrol.title',
    heading: 'steps.enrol.heading',
    next: 'permission.notYet',
    async reach(scene) {
      const { started } = await proposeWithEnrolment(scene, 'northwind', proposedConsent());
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    name: 'a new passkey that is asked once more',
    ...permission,
    next: 'permission.introEnrolled',
    async reach(scene) {
      const { started } = await proposeWithEnrolment(scene, 'northwind', proposedConsent());
      await pressMain(scene, started.page);
      await expect(scene.page.getByText(scene.words('permission.introEnrolled'))).toBeVisible();
      return scene.page;
    },
  },
  {
    name: 'a mail before a passkey and a permission',
    title: 'steps.prove-email.title',
    heading: 'steps.prove-email.heading',
    next: 'permission.notYet',
    values: { organisation: 'Brightmeter' },
    async reach(scene) {
      const { started } = await proposeWithEnrolment(scene, 'brightmeter', hostileConsent());
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    name: 'a permission by a mailed code',
    ...permission,
    async reach(scene) {
      const { started } = await proposeHere(scene, proposedConsent());
      await pressMain(scene, `${started.page}&way=mail`);
      await expect(scene.page.locator('#code')).toBeVisible();
      return scene.page;
    },
  },
  {
    name: 'a permission that was given',
    title: 'endings.allowed.title',
    heading: 'endings.allowed.heading',
    next: 'endings.portal',
    async reach(scene) {
      await pressMain(scene, (await proposeByMail(scene, proposedConsent())).link);
      await scene.page.waitForURL('**/done');
      return scene.page;
    },
  },
  {
    name: 'a permission that was refused',
    title: 'endings.refused.title',
    heading: 'endings.refused.heading',
    next: 'endings.close',
    async reach(scene) {
      const { page } = scene;
      await page.goto((await proposeByMail(scene, proposedConsent())).link);
      await page.getByRole('button', { name: scene.words('permission.refuse') }).click();
      await page.waitForURL('**/done');
      return page;
    },
  },
];
