import { expectContrastAtNight, expectState } from './support/expect-state';
import { overhang } from './support/overhang';
import { expect, test } from './support/scene';
import { portalStates } from './support/states';

test.use({ viewport: { width: 320, height: 640 } });

for (const state of portalStates) {
  test(`${state.name}: own words, a next step and room enough in both languages, no barrier`, async ({
    scene,
  }) => {
    const page = await state.reach(scene);
    await expectState(scene, page, state, 'en');
    await expectContrastAtNight(page);
    expect(await overhang(page)).toBe(0);
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await expectState(scene, page, state, 'cy');
    expect(await overhang(page)).toBe(0);
  });
}
