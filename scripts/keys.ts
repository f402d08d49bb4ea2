/**
 * The key ring.
 *
 *   npm run keys -- generate                          prints a new ring (for KEY_RING or its file)
 *   npm run keys -- rotate [token|link|lookup|encryption] [--after SECONDS]
 *                                                     adds a key to the ring's file, all four by default
 *
 * A running register notices a changed file within a second. With several machines hand the file out
 * first and let the key become active later (`--after 600`), so that none meets a key it lacks.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { now } from '@/lib/platform/clock';
import {
  generateKeyRing,
  keyPurposes,
  keyRingFile,
  parseKeyRing,
  rotateKeyRing,
  writeKeyRingFile,
} from '@/lib/platform/key-ring';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function rotate(named: string | undefined, delay: string): void {
  const purposes = keyPurposes.filter((purpose) => named === undefined || purpose === named);
  if (purposes.length === 0)
    fail(`There is no ${named} key. There are: ${keyPurposes.join(', ')}.`);
  const after = delay.trim() === '' ? NaN : Number(delay);
  if (!Number.isInteger(after) || after < 0) fail('--after takes a number of seconds.');
  const file = keyRingFile();
  if (!file) fail('The ring comes from KEY_RING: rotate it where that variable is kept.');
  let ring = parseKeyRing(readFileSync(file, 'utf8'), file);
  for (const purpose of purposes) ring = rotateKeyRing(ring, purpose, now(), after);
  writeKeyRingFile(file, ring);
  for (const purpose of purposes) {
    console.log(
      `${purpose}: key ${ring[purpose].at(-1)?.id} is active ${after ? `in ${after} s` : 'now'}`,
    );
  }
}

function run(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { after: { type: 'string', default: '0' } },
  });
  const [command, named] = positionals;
  switch (command) {
    case 'generate':
      console.log(JSON.stringify(generateKeyRing(now()), null, 2));
      break;
    case 'rotate':
      rotate(named, values.after);
      break;
    default:
      fail('Say: npm run keys -- generate | rotate [purpose] [--after SECONDS]');
  }
}

try {
  run();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
