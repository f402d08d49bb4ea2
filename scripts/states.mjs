/**
 * `npm run states`: saves every state of the customer's pages, in English and in Welsh, as a page that opens
 * without a register, and a list with a link to each. They are the states that the browser tests go through.
 *
 *   npm run states -- "mailed link"    only states with these words in their names
 */
import path from 'node:path';
import { ensureChromium } from './ensure-chromium.mjs';
import {
  ensureBuilt,
  ensureClient,
  ensureInstalled,
  nodeCommand,
  requireNode,
  root,
} from './prepare.mjs';
import { runCommand } from './run-command.mjs';

requireNode();
const isPrepared =
  (await ensureInstalled()) &&
  (await ensureClient()) &&
  (await ensureBuilt()) &&
  (await ensureChromium());
const words = process.argv.slice(2).join(' ');
const playwright = nodeCommand(['node_modules', '@playwright', 'test', 'cli.js']);
const { code } = isPrepared
  ? await runCommand(
      [
        ...playwright,
        'test',
        'every-state.spec.ts',
        '--reporter=line',
        ...(words === '' ? [] : ['--grep', `the list of all states|${words}`]),
      ],
      { cwd: root, env: { SAVE_STATES: '1' } },
    )
  : { code: 1 };
console.log(`The list is ${path.join(root, 'screenshots', 'index.html')}`);
process.exitCode = code === 0 ? 0 : 1;
