import type { Page } from '@playwright/test';
import { randomMpxn } from '../../harness/callers/household';
import { proposedConsent, proposedContract } from '../../harness/callers/proposal';
import { startOwn } from '../../harness/callers/reidentification';
import { enrolHere, mainButton, startEnrolment } from './support/ceremonies';
import { linkStates } from './support/link-states';
import { proposalStates } from './support/proposal-states';
import { proposeByMail, proposeHere } from './support/proposals';
import { expect, test, type Scene } from './support/scene';
import { stepStates } from './support/step-states';

/** A telephone's first screen; the wide case of a page is easier. */
const screen = { width: 360, height: 740 };

/** What the request has that makes its page longest: words that are shown and a return that is bound. */
function bound(scene: Scene) {
  return { 'passkey-return-url': scene.returnUrls.northwind };
}

/** Requests by the demo's companies, and those in which a page has most to say. */
const requests: { name: string; reach: (scene: Scene, demoUrl: string) => Promise<Page> }[] = [
  {
    name: 'an enrolment that the demo’s company proposes an access with',
    async reach({ page }, demoUrl) {
      await page.goto(`${demoUrl}/northwind`);
      await page.locator('#mpxn').fill(randomMpxn());
      await page.getByRole('button', { name: 'Create record and make a passkey' }).click();
      await page.waitForURL('**/passkey/register?**');
      return page;
    },
  },
  {
    name: 'a bound enrolment',
    async reach(scene) {
      const { started } = await startEnrolment(scene, {}, bound(scene));
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    name: 'a bound request without a proposal',
    async reach(scene) {
      const household = await enrolHere(scene);
      const started = await startOwn(household, { method: 'passkey-assert', ...bound(scene) });
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    name: 'a bound use that needs no permission',
    async reach(scene) {
      const { started } = await proposeHere(scene, proposedContract(), bound(scene));
      await scene.page.goto(started.page);
      return scene.page;
    },
  },
  {
    name: 'a bound permission behind a mailed link',
    async reach(scene) {
      const fields = { 'redirect-url': scene.returnUrls.northwind };
      await scene.page.goto((await proposeByMail(scene, proposedConsent(), fields)).link);
      return scene.page;
    },
  },
];

/** States that ask, by their names in the lists that all pages are tested by. */
const asking = [
  'an enrolment that waits for its button',
  'a request to confirm with a passkey',
  'an offer to use the passkey that exists',
  'proof with a passkey before another is made',
  'proof by e-mail before a passkey is made',
  'confirming by e-mail instead',
  'a code to type',
  'an enrolment after proof by e-mail',
  'a mailed link',
  'the link of a page that waits in this browser',
  'a permission by passkey',
  'a permission bound to this browser',
  'a use that needs no permission',
  'a new passkey before a permission',
  'a new passkey that is asked once more',
  'a permission by a mailed code',
];

const states = asking.map((name) => {
  const state = [...stepStates, ...linkStates, ...proposalStates].find((one) => one.name === name);
  if (!state) throw new Error(`no state is called “${name}”`);
  return state;
});

const refusal = (page: Page) => page.locator('.button-refuse');

for (const language of ['en', 'cy'] as const) {
  test.describe(`the first screen of a telephone (${language})`, () => {
    test.use({ language, viewport: screen });

    for (const { name, reach } of [...states, ...requests]) {
      test(`has both answers: ${name}`, async ({ scene, demo }) => {
        const page = await reach(scene, demo.url);
        for (const answer of [mainButton(page), refusal(page)]) {
          await expect(answer).toBeVisible();
          const box = await answer.boundingBox();
          expect((box?.y ?? screen.height) + (box?.height ?? 0)).toBeLessThanOrEqual(screen.height);
        }
        // As large as each other, whichever of them one would rather have pressed.
        const [yes, no] = [await mainButton(page).boundingBox(), await refusal(page).boundingBox()];
        expect(no?.width).toBe(yes?.width);
        expect(Math.round(no?.height ?? 0)).toBe(Math.round(yes?.height ?? 1));
      });
    }
  });
}

for (const [name, small] of [
  ['at 320 pixels', { width: 320, height: 740 }],
  ['on a telephone that lies on its side', { width: 740, height: 360 }],
  ['at twice the size', { width: screen.width / 2, height: screen.height / 2 }],
] as const) {
  test(`both answers cover nothing ${name}: they stand below what they answer`, async ({
    scene,
  }) => {
    const { page } = scene;
    await page.setViewportSize(small);
    const { started } = await proposeHere(scene, proposedConsent(), bound(scene));
    await page.goto(started.page);
    await expect(page.locator('.answers-in-reach')).toHaveCSS('position', 'static');
  });
}

test('what the keyboard reaches is not behind the answers that stay in view', async ({ scene }) => {
  const { page } = scene;
  await page.setViewportSize(screen);
  const { started } = await proposeHere(scene, proposedConsent(), bound(scene));
  await page.goto(started.page);
  const answers = page.locator('.answers-in-reach');
  const terms = page.getByRole('link', { name: /^Its terms/ });
  await terms.focus();
  const [bar, link] = [await answers.boundingBox(), await terms.boundingBox()];
  expect((link?.y ?? 0) + (link?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
});

test('at the end of a page the answers stand in their own place, below what they answer', async ({
  scene,
}) => {
  const { page } = scene;
  await page.setViewportSize(screen);
  const { started } = await proposeHere(scene, proposedConsent());
  await page.goto(started.page);
  const after = page.getByText(scene.words('permission.after'));
  await after.scrollIntoViewIfNeeded();
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const [bar, text] = [
    await page.locator('.answers-in-reach').boundingBox(),
    await after.boundingBox(),
  ];
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(text?.y ?? 0);
});
