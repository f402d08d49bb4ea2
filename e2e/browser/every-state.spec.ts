import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../harness/register-process';
import { proposalStates } from './support/proposal-states';
import { pageOfStates, savePage, wholeInView } from './support/save-page';
import { test } from './support/scene';
import type { State } from './support/state';
import { momentStates, pageStates, portalStates } from './support/states';

/*
 * Every state of the customer's pages for people to look at, in both languages: `npm run states` saves each as
 * a page, with a list of links; `SCREENSHOTS=1` takes pictures. They prove nothing and are no part of `npm test`.
 */
const wantsPages = process.env.SAVE_STATES === '1';
const wantsPictures = Boolean(process.env.SCREENSHOTS);

const folder = path.join(projectRoot, 'screenshots');

const parts: [heading: string, states: State[]][] = [
  ['Requests, links and endings', pageStates],
  ['Requests that show a proposal', proposalStates],
  ['The portal', portalStates],
  ['Moments on an open page', momentStates],
];

const fileOf = (state: State, language: string) =>
  `${state.name.replace(/[^a-z0-9]+/g, '-')}-${language}`;

if (wantsPages) {
  test('the list of all states', () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'index.html'), pageOfStates(parts, fileOf));
  });
}

for (const language of wantsPages || wantsPictures ? (['en', 'cy'] as const) : []) {
  for (const state of parts.flatMap(([, states]) => states)) {
    test.describe(`(${language})`, () => {
      test.use({ language, allowedConsole: [/./] });

      test(`saves ${state.name}`, async ({ scene }) => {
        const page = await state.reach(scene);
        const heading = scene.words(state.heading, state.values);
        await page.getByRole('heading', { name: heading, exact: true }).waitFor();
        const file = path.join(folder, fileOf(state, language));
        if (wantsPages) await savePage(page, `${file}.html`);
        if (!wantsPictures) return;
        for (const width of [360, 1280]) {
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            await wholeInView(page, width);
            await page.screenshot({ path: `${file}-${width}-${colorScheme}.png` });
          }
        }
      });
    });
  }
}
