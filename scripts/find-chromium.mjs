import path from 'node:path';
import { foldersOnPath, isExecutable } from './find-executable.mjs';

const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const fixedPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The browser the tests use: `CHROMIUM_PATH` when set, else Playwright's own when it was
 * downloaded, else one of the system.
 *
 * @returns {Promise<string | null>} an executable, or null when there is none
 */
export async function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  // Imported late: this module is loaded before the first install, too.
  const { chromium } = await import('@playwright/test');
  const onPath = systemNames.flatMap((name) =>
    foldersOnPath().map((folder) => path.join(folder, name)),
  );
  return [chromium.executablePath(), ...onPath, ...fixedPlaces].find(isExecutable) ?? null;
}
