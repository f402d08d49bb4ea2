import {
  askForCode,
  enrolHere,
  mailLink,
  mainButton,
  pressMain,
  startEnrolment,
} from './ceremonies';
import { undoLink } from './link-states';
import type { Scene } from './scene';
import type { State } from './state';

const SESSION_MS = 5 * 60_000;
const LINK_MS = 15 * 60_000;
const UNKNOWN_SESSION = `pks_${'0'.repeat(24)}`;

const ending = (name: string) => ({
  title: `endings.${name}.title`,
  heading: `endings.${name}.heading`,
});

/** Opens `url` as it is `ms` from now. */
async function openLater(scene: Scene, url: string, ms: number) {
  await scene.register.clock.advance(ms);
  await scene.page.goto(url);
  return scene.page;
}

async function startReturning(scene: Scene) {
  return startEnrolment(scene, {}, { 'passkey-return-url': scene.returnUrls.northwind });
}

export const endingStates: State[] = [
  {
    ...ending('confirmed'),
    name: 'a confirmation without a way back',
    next: 'endings.close',
    async reach(scene) {
      await enrolHere(scene);
      return scene.page;
    },
  },
  {
    ...ending('declined'),
    name: 'a request that was declined',
    next: 'endings.close',
    async reach(scene) {
      const { started } = await startEnrolment(scene);
      await scene.page.goto(started.page);
      await scene.page.getByRole('button', { name: scene.words('decline.button') }).click();
      await scene.page.waitForURL('**/done');
      return scene.page;
    },
  },
  {
    ...ending('no'),
    name: 'a request that was answered with no',
    next: 'endings.notYouHeading',
    async reach(scene) {
      const { started } = await startEnrolment(scene);
      await scene.page.goto(started.page);
      await scene.page.getByRole('button', { name: scene.words('decline.no') }).click();
      await scene.page.waitForURL('**/done');
      return scene.page;
    },
  },
  {
    ...ending('declined'),
    name: 'a declined request that is opened again and has a way back',
    next: 'endings.goOn',
    async reach(scene) {
      const { started } = await startReturning(scene);
      await scene.page.goto(started.page);
      await scene.page.getByRole('button', { name: scene.words('decline.button') }).click();
      await scene.page.waitForURL(/dar-error=declined/);
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    ...ending('expired'),
    name: 'a request that ran out of time, with a way back',
    next: 'endings.goOn',
    async reach(scene) {
      return openLater(scene, (await startReturning(scene)).started.page, SESSION_MS);
    },
  },
  {
    ...ending('expired'),
    name: 'a request that ran out of time, without a way back',
    next: 'endings.expired.text',
    async reach(scene) {
      return openLater(scene, (await startEnrolment(scene)).started.page, SESSION_MS);
    },
  },
  {
    ...ending('expired'),
    name: 'a mailed link that ran out of time',
    next: 'endings.expired.text',
    async reach(scene) {
      return openLater(scene, (await mailLink(scene)).link, LINK_MS);
    },
  },
  {
    ...ending('used'),
    name: 'a request that was answered before',
    next: 'endings.close',
    async reach(scene) {
      const { started } = await startEnrolment(scene);
      await pressMain(scene, started.page);
      await scene.page.waitForURL('**/done');
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    ...ending('used'),
    name: 'a mailed link that is pressed a second time',
    next: 'endings.close',
    async reach(scene) {
      const { link } = await mailLink(scene);
      const other = await scene.openOtherDevice();
      await other.page.goto(link);
      await pressMain(scene, link);
      await scene.page.waitForURL('**/done');
      await mainButton(other.page).click();
      await other.page.waitForURL('**/done');
      return other.page;
    },
  },
  {
    ...ending('other-browser'),
    name: 'the link of a waiting page that is pressed in a browser that lost its cookies',
    next: 'endings.other-browser.text',
    async reach(scene) {
      await scene.page.goto((await askForCode(scene)).link);
      await scene.page.context().clearCookies();
      await mainButton(scene.page).click();
      await scene.page.waitForURL('**/done');
      return scene.page;
    },
  },
  {
    ...ending('undone'),
    name: 'a new passkey that was taken off again',
    next: 'endings.close',
    async reach(scene) {
      await pressMain(scene, await undoLink(scene));
      await scene.page.waitForURL('**/done');
      return scene.page;
    },
  },
  {
    name: 'an ending that nothing led to',
    title: 'nothing.title',
    heading: 'nothing.heading',
    next: 'nothing.text',
    async reach(scene) {
      await scene.page.goto(`${scene.register.origin}/done`);
      return scene.page;
    },
  },
  {
    name: 'a request that nobody started',
    title: 'unknown.title',
    heading: 'unknown.heading',
    next: 'unknown.text',
    async reach(scene) {
      await scene.page.goto(`${scene.register.origin}/passkey/assert?session=${UNKNOWN_SESSION}`);
      return scene.page;
    },
  },
  {
    name: 'an address without a page',
    title: 'notFound.title',
    heading: 'notFound.heading',
    next: 'notFound.home',
    async reach(scene) {
      await scene.page.goto(`${scene.register.origin}/no-such-page`);
      return scene.page;
    },
  },
  {
    name: 'the front page',
    title: 'landing.title',
    heading: 'landing.heading',
    next: 'landing.portalButton',
    async reach(scene) {
      await scene.page.goto(scene.register.origin);
      return scene.page;
    },
  },
  {
    name: 'the page for who doubts another',
    title: 'genuine.title',
    heading: 'genuine.heading',
    next: 'genuine.come.button',
    async reach(scene) {
      await scene.page.goto(`${scene.register.origin}/genuine`);
      return scene.page;
    },
  },
];
