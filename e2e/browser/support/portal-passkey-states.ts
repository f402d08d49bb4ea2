import type { Page } from '@playwright/test';
import { createHousehold } from '../../../harness/callers/household';
import { startAcross } from '../../../harness/callers/reidentification';
import { enrolHere, mainButton, pressMain } from './ceremonies';
import { openSignIn, signInByMail, signInByPasskey } from './portal';
import type { Scene } from './scene';
import type { State } from './state';

const passkeys = { title: 'portal.passkeys.title', heading: 'portal.passkeys.heading' };
const REFUSED = /the server responded with a status of 422 /;

async function openPasskeys({ page, register }: Scene): Promise<Page> {
  await page.goto(`${register.origin}/portal/passkeys`);
  return page;
}

export const portalPasskeyStates: State[] = [
  {
    ...passkeys,
    name: 'the passkeys of somebody who has one',
    next: 'portal.passkeys.addButton',
    async reach(scene) {
      await enrolHere(scene);
      await signInByPasskey(scene);
      return openPasskeys(scene);
    },
  },
  {
    ...passkeys,
    name: 'the passkeys of somebody who has none',
    next: 'portal.passkeys.none',
    async reach(scene) {
      await signInByMail(scene, await createHousehold(scene.northwind));
      return openPasskeys(scene);
    },
  },
  {
    ...passkeys,
    name: 'the passkeys some time after signing in',
    next: 'portal.passkeys.staleButton',
    async reach(scene) {
      await enrolHere(scene);
      await signInByPasskey(scene);
      await scene.register.clock.advance(11 * 60_000);
      return openPasskeys(scene);
    },
  },
];

/** What a passkey button of the portal says, until the page is loaded again. */
export const portalMomentStates: State[] = [
  {
    name: 'a sign-in to the portal that was cancelled',
    title: 'portal.signIn.title',
    heading: 'portal.passkey.notices.not-allowed.heading',
    next: 'portal.signIn.meter.button',
    async reach(scene) {
      await scene.authenticator.setUserVerified(false);
      await mainButton(await openSignIn(scene)).click();
      return scene.page;
    },
  },
  {
    name: 'a sign-in to the portal with a passkey that was made on trust',
    title: 'portal.signIn.title',
    heading: 'portal.passkey.notices.unproven.heading',
    next: 'portal.passkey.notices.unproven.text',
    allowedConsole: [REFUSED],
    async reach(scene) {
      const { mpxn } = await createHousehold(scene.northwind, { email: null });
      const started = await startAcross(scene.brightmeter, mpxn, { method: 'passkey-register' });
      await pressMain(scene, started.page);
      await scene.page.waitForURL('**/done');
      await mainButton(await openSignIn(scene)).click();
      return scene.page;
    },
  },
  {
    name: 'a sign-in to the portal that does not reach the server',
    title: 'portal.signIn.title',
    heading: 'portal.passkey.notices.unreachable.heading',
    next: 'portal.passkey.notices.unreachable.text',
    allowedConsole: [/net::ERR_FAILED/],
    async reach(scene) {
      await enrolHere(scene);
      const page = await openSignIn(scene);
      await page.route('**/portal/sign-in/**', (route) => route.abort());
      await mainButton(page).click();
      return page;
    },
  },
  {
    name: 'adding a passkey that was cancelled',
    title: 'portal.passkeys.title',
    heading: 'portal.passkey.notices.not-added.heading',
    next: 'portal.passkey.notices.not-added.text',
    async reach(scene) {
      await enrolHere(scene);
      await signInByPasskey(scene);
      await scene.authenticator.setUserVerified(false);
      await mainButton(await openPasskeys(scene)).click();
      return scene.page;
    },
  },
];
