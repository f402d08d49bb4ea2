import { expectContrastAtNight, expectState } from './support/expect-state';
import { test } from './support/scene';
import { pageStates } from './support/states';

for (const state of pageStates) {
  test(`${state.name}: own words and a next step in both languages, and no barrier`, async ({
    scene,
  }) => {
    const page = await state.reach(scene);
    await expectState(scene, page, state, 'en');
    await expectContrastAtNight(page);
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await expectState(scene, page, state, 'cy');
  });
}
