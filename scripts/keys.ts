/**
 * The key ring.
 *
 *   npm run keys -- generate                          prints a new ring (for KEY_RING or its file)
 *   npm run keys -- rotate [token|link|lookup|encryption|receipt] [--after SECONDS]
 *                                                     adds a key to the ring's file, all five by default
 *   npm run keys -- drop token|link ID                takes a replaced key out at once, which ends all that
 *                                                     was made with it: for a key that was stolen
 *   npm run keys -- revoke receipt ID                 marks a replaced receipt key that was stolen: of what it
 *                                                     signed only receipts that the audit knows still count
 *
 * A running register notices a changed file within a second. With several machines hand the file out
 * first and let the key become active later (`--after 600`), so that none meets a key it lacks.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { now } from '@/lib/platform/clock';
import { keyRingFile, writeKeyRingFile } from '@/lib/platform/key-ring-file';
import {
  generateKeyRing,
  keyPurposes,
  parseKeyRing,
  revokeReceiptKey,
  rotateKeyRing,
  unrevoked,
  type KeyRing,
  type KeyPurpose,
} from '@/lib/platform/key-ring-shape';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function requireKeyRingFile(): string {
  const file = keyRingFile();
  return file ?? fail('The ring comes from KEY_RING: change it where that variable is kept.');
}

/** Whether one of these keys could take over now. */
function hasActive(keys: KeyRing[KeyPurpose]): boolean {
  return keys.some((key) => Date.parse(key['active-from']) <= now().getTime());
}

/** What is stored needs its look-up and encryption keys for ever, so those cannot be dropped. */
function drop(purpose: string | undefined, id: string | undefined): void {
  if (purpose !== 'token' && purpose !== 'link') fail('Only token and link keys can be dropped.');
  const file = requireKeyRingFile();
  const ring = parseKeyRing(readFileSync(file, 'utf8'), file);
  const left = ring[purpose].filter((key) => key.id !== id);
  if (left.length === ring[purpose].length) fail(`There is no ${purpose} key ${id ?? ''}.`);
  if (!hasActive(left)) fail(`${id} is the ${purpose} key in use: rotate first.`);
  writeKeyRingFile(file, { ...ring, [purpose]: left });
  console.log(`${purpose}: key ${id} is gone, and what was made with it counts no more`);
}

/** A receipt key stays for those who keep receipts, so one that was stolen is marked and not dropped. */
function revoke(purpose: string | undefined, id = ''): void {
  if (purpose !== 'receipt') fail('Only receipt keys are revoked: drop a token or link key.');
  const file = requireKeyRingFile();
  const ring = parseKeyRing(readFileSync(file, 'utf8'), file);
  if (ring.receipt.find((key) => key.id === id)?.['revoked-at']) fail(`${id} is revoked already.`);
  const revoked = revokeReceiptKey(ring, id, now());
  if (!revoked) fail(`There is no receipt key ${id}.`);
  if (!hasActive(unrevoked(revoked.receipt)))
    fail(`${id} is the receipt key in use: rotate first.`);
  writeKeyRingFile(file, revoked);
  console.log(`receipt: key ${id} is revoked, and only receipts that the audit knows count`);
}

function rotate(named: string | undefined, delay: string): void {
  const purposes = keyPurposes.filter((purpose) => named === undefined || purpose === named);
  if (purposes.length === 0)
    fail(`There is no ${named} key. There are: ${keyPurposes.join(', ')}.`);
  const after = delay.trim() === '' ? NaN : Number(delay);
  if (!Number.isInteger(after) || after < 0) fail('--after takes a number of seconds.');
  const file = requireKeyRingFile();
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
  const [command, named, id] = positionals;
  switch (command) {
    case 'generate':
      console.log(JSON.stringify(generateKeyRing(now()), null, 2));
      break;
    case 'rotate':
      rotate(named, values.after);
      break;
    case 'drop':
      drop(named, id);
      break;
    case 'revoke':
      revoke(named, id);
      break;
    default:
      fail(
        'Say: npm run keys -- generate | rotate [purpose] [--after SECONDS] | drop PURPOSE ID | ' +
          'revoke receipt ID',
      );
  }
}

try {
  run();
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
