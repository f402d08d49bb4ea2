import { askForCode, enrolHere, mailLink, mainButton, startEnrolment } from './support/ceremonies';
import { overhang } from './support/overhang';
import { expect, test, type Scene } from './support/scene';

/** Pages of each kind: ceremony, code, link and ending. */
async function somePages(scene: Scene): Promise<string[]> {
  const { started } = await startEnrolment(scene);
  const { link } = await mailLink(scene);
  const code = await askForCode(scene);
  return [started.page, link, code.started.page, `${scene.register.origin}/done`];
}

for (const language of ['en', 'cy'] as const) {
  test.describe(`a window of 320 pixels (${language})`, () => {
    test.use({ language, viewport: { width: 320, height: 640 } });

    test('shows every page without scrolling sideways', async ({ scene }) => {
      for (const url of await somePages(scene)) {
        await scene.page.goto(url);
        expect(await overhang(scene.page), url).toBe(0);
      }
    });
  });
}

test('text of twice the size still fits a narrow window', async ({ scene }) => {
  const { page } = scene;
  await page.setViewportSize({ width: 640, height: 800 });
  const { started } = await startEnrolment(scene);
  await page.goto(started.page);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  expect(await overhang(page)).toBe(0);
  await expect(mainButton(page)).toBeVisible();
});

test('nothing moves for somebody who asks for less motion', async ({ scene }) => {
  const { page } = scene;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { started } = await startEnrolment(scene);
  await page.goto(started.page);
  await mainButton(page).hover();
  const moving = await page.evaluate(() =>
    document.getAnimations().map((animation) => animation.playState),
  );
  expect(moving).toEqual([]);
});

test('buttons keep an edge and the focus a ring in forced colours', async ({ scene }) => {
  const { page } = scene;
  await page.emulateMedia({ forcedColors: 'active' });
  const { started } = await startEnrolment(scene);
  await page.goto(started.page);
  const button = mainButton(page);
  await button.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  const look = await button.evaluate((element) => {
    const { borderTopWidth, borderTopColor, backgroundColor, outlineStyle, outlineWidth } =
      getComputedStyle(element);
    return {
      borderTopWidth,
      differs: borderTopColor !== backgroundColor,
      outlineStyle,
      outlineWidth,
    };
  });
  expect(look).toEqual({
    borderTopWidth: '2px',
    differs: true,
    outlineStyle: 'solid',
    outlineWidth: '3px',
  });
});

test('an ending in the dark is dark', async ({ scene }) => {
  const { page } = scene;
  await page.emulateMedia({ colorScheme: 'dark' });
  await enrolHere(scene);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const channels = (ground.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  expect(Math.max(...channels)).toBeLessThan(60);
});
