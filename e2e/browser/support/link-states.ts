import { createHousehold } from '../../../harness/callers/household';
import { linkIn } from '../../../harness/callers/mailed';
import { startOwn } from '../../../harness/callers/reidentification';
import { askForCode, mailLink, mailTo, pressMain } from './ceremonies';
import type { Scene } from './scene';
import type { State } from './state';

/** The link in the mail that tells of a new passkey. */
export async function undoLink(scene: Scene): Promise<string> {
  const household = await createHousehold(scene.northwind);
  const started = await startOwn(household, { method: 'passkey-register' });
  await pressMain(scene, started.page);
  await scene.page.waitForURL('**/done');
  return linkIn(await mailTo(scene, household));
}

export const linkStates: State[] = [
  {
    name: 'a mailed link',
    title: 'link.confirm.title',
    heading: 'link.confirm.heading',
    next: 'link.confirm.button',
    async reach(scene) {
      await scene.page.goto((await mailLink(scene)).link);
      return scene.page;
    },
  },
  {
    name: 'the link of a page that waits in this browser',
    title: 'link.prove.title',
    heading: 'link.prove.heading',
    next: 'link.prove.button',
    async reach(scene) {
      await scene.page.goto((await askForCode(scene)).link);
      return scene.page;
    },
  },
  {
    name: 'the link of a page that waits in another browser',
    title: 'link.elsewhere.title',
    heading: 'link.elsewhere.heading',
    next: 'link.elsewhere.next',
    async reach(scene) {
      const { link } = await askForCode(scene);
      const { page } = await scene.openOtherDevice();
      await page.goto(link);
      return page;
    },
  },
  {
    name: 'the link that takes a new passkey off',
    title: 'link.undo.title',
    heading: 'link.undo.heading',
    next: 'link.undo.button',
    async reach(scene) {
      await scene.page.goto(await undoLink(scene));
      return scene.page;
    },
  },
  {
    name: 'a link that is not ours',
    title: 'endings.invalid.title',
    heading: 'endings.invalid.heading',
    next: 'site.otherLanguage',
    async reach(scene) {
      await scene.page.goto(`${scene.register.origin}/magic-link/not.a.link`);
      return scene.page;
    },
  },
];
