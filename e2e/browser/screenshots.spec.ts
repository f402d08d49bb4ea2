import path from 'node:path';
import { projectRoot } from '../../harness/register-process';
import type { Language } from './support/catalogue';
import { proposalStates } from './support/proposal-states';
import { test } from './support/scene';
import { momentStates, pageStates, portalStates } from './support/states';

const folder = path.join(projectRoot, 'screenshots');

const wanted = process.env.SCREENSHOTS;
const language: Language = wanted === 'cy' ? 'cy' : 'en';

/**
 * Pictures for people to look at, taken with `SCREENSHOTS=1` (or `cy`). They prove nothing and are no
 * part of `npm test`.
 */
const states = [...pageStates, ...proposalStates, ...portalStates, ...momentStates];
for (const state of wanted ? states : []) {
  test.describe('pictures', () => {
    test.use({ language, allowedConsole: [/./] });

    test(`of ${state.name}`, async ({ scene }) => {
      const page = await state.reach(scene);
      const heading = scene.words(state.heading, state.values);
      await page.getByRole('heading', { name: heading, exact: true }).waitFor();
      const name = state.name.replace(/[^a-z0-9]+/g, '-');
      for (const width of [360, 1280]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          const file = `${name}-${language}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: path.join(folder, file), fullPage: true });
        }
      }
    });
  });
}
