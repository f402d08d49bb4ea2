import { expectContrastAtNight, expectState } from './support/expect-state';
import { overhang } from './support/overhang';
import { proposalStates } from './support/proposal-states';
import { expect, test } from './support/scene';

for (const state of proposalStates) {
  test(`${state.name}: own words in both languages, no barrier, and room at 320 pixels`, async ({
    scene,
  }) => {
    const page = await state.reach(scene);
    await expectState(scene, page, state, 'en');
    await expectContrastAtNight(page);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overhang(page)).toBe(0);
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await expectState(scene, page, state, 'cy');
    expect(await overhang(page)).toBe(0);
  });
}
