import type { Language } from './support/catalogue';
import { expectContrastAtNight, expectState } from './support/expect-state';
import { test } from './support/scene';
import { momentStates } from './support/states';

const languages: [Language, string][] = [
  ['en', 'English'],
  ['cy', 'Welsh'],
];

for (const [language, name] of languages) {
  for (const state of momentStates) {
    test.describe(`in ${name}`, () => {
      test.use({ language, allowedConsole: state.allowedConsole ?? [] });

      test(`${state.name}: own words, a next step and no barrier`, async ({ scene }) => {
        const page = await state.reach(scene);
        await expectState(scene, page, state, language);
        if (language === 'en') await expectContrastAtNight(page);
      });
    });
  }
}
