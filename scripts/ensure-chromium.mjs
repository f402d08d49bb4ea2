import { findChromium } from './find-chromium.mjs';
import { nodeCommand, root } from './prepare.mjs';
import { runCommand } from './run-command.mjs';

const downloadTimeoutMs = 5 * 60_000;

/** Ways to get a browser where there is none, tried in this order. */
function installers() {
  const isRoot = process.getuid?.() === 0;
  const playwright = nodeCommand(['node_modules', '@playwright', 'test', 'cli.js']);
  return [
    { title: "Playwright's own Chromium", commands: [[...playwright, 'install', 'chromium']] },
    ...(isRoot && process.platform === 'linux'
      ? [
          {
            title: 'the Chromium of the system (apt-get)',
            commands: [
              ['apt-get', 'update'],
              ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
            ],
          },
        ]
      : []),
  ];
}

async function runAll(commands) {
  for (const command of commands) {
    const { code } = await runCommand(command, {
      cwd: root,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      timeoutMs: downloadTimeoutMs,
    });
    if (code !== 0) return false;
  }
  return true;
}

/** @returns {Promise<string | null>} a Chromium, installed if need be; null when that cannot be done */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  for (const { title, commands } of installers()) {
    console.log(`No Chromium found. Installing ${title} …`);
    const installed = (await runAll(commands)) ? await findChromium() : null;
    if (installed) return installed;
  }
  console.error(
    'The browser tests need Chromium or Chrome and none could be installed. ' +
      'Install one, or name it with CHROMIUM_PATH=/path/to/chrome.',
  );
  return null;
}
