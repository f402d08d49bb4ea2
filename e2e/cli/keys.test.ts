import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal, runNpm, temporaryDataDir } from './run-npm';

type Ring = Record<
  string,
  { id: string; secret: string; 'active-from': string; 'revoked-at'?: string }[]
>;

const purposes = ['token', 'link', 'lookup', 'encryption', 'receipt'];

let dataDir: string;
let file: string;

beforeEach(() => {
  const temporary = temporaryDataDir();
  dataDir = temporary.dataDir;
  file = path.join(dataDir, 'keys.json');
  return temporary.remove;
});

const keys = (...args: string[]) => runNpm({ DATA_DIR: dataDir }, 'keys', ...args);
const readRing = () => JSON.parse(readFileSync(file, 'utf8')) as Ring;

async function generate(): Promise<Ring> {
  const { code, stdout } = await keys('generate');
  expect(code).toBe(0);
  return JSON.parse(stdout) as Ring;
}

/** As an operator would: the printed ring, saved. Readable by all, so that a rotation has to mend it. */
async function saveNewRing(): Promise<Ring> {
  const ring = await generate();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(ring), { mode: 0o644 });
  return ring;
}

describe('generate', () => {
  test('prints a ring with a key for each purpose, and keeps nothing', async () => {
    const ring = await generate();
    expect(Object.keys(ring).sort()).toEqual([...purposes].sort());
    for (const purpose of purposes) expect(ring[purpose]).toHaveLength(1);
    expect(existsSync(dataDir)).toBe(false);
  });

  test('never prints the same key twice', async () => {
    const rings = await Promise.all([generate(), generate()]);
    const secrets = rings.flatMap((ring) =>
      Object.values(ring)
        .flat()
        .map(({ secret }) => secret),
    );
    expect(new Set(secrets).size).toBe(10);
  });
});

describe('rotate', () => {
  test('adds a key for every purpose to the ring’s file and names it, but not its secret', async () => {
    const before = await saveNewRing();
    const { code, stdout } = await keys('rotate');
    expect(code).toBe(0);
    const after = readRing();
    for (const purpose of purposes) {
      const [old, added] = after[purpose] ?? [];
      expect(old).toEqual(before[purpose]?.[0]);
      expect(stdout).toContain(`${purpose}: key ${added?.id ?? 'none'} is active now`);
      expect(stdout).not.toContain(added?.secret ?? 'none');
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('adds one for a single purpose, active later, when asked so', async () => {
    const before = await saveNewRing();
    const from = Date.now();
    const { code, stdout } = await keys('rotate', 'token', '--after', '600');
    expect(code).toBe(0);
    expect(stdout).toContain('in 600 s');
    const after = readRing();
    expect({ ...after, token: before.token }).toEqual(before);
    const start = Date.parse(after.token?.[1]?.['active-from'] ?? '');
    expect(start).toBeGreaterThanOrEqual(from + 600_000);
    expect(start).toBeLessThanOrEqual(Date.now() + 600_000);
  });

  test('asked for what there is none of changes nothing', async () => {
    const before = await saveNewRing();
    expectRefusal(await keys('rotate', 'tokens'), 'There is no tokens key');
    expectRefusal(await keys('rotate', 'token', '--after', 'soon'), '--after takes');
    expectRefusal(await keys('rotate', 'token', '--after='), '--after takes');
    expectRefusal(await keys('rotate', '--now'), '--now');
    expect(readRing()).toEqual(before);
  });

  test('without a ring to rotate names the file it looked for', async () => {
    expectRefusal(await keys('rotate'), file);
    expect(existsSync(file)).toBe(false);
  });

  test('of a ring kept in a variable says to rotate it there', async () => {
    const ring = JSON.stringify(await generate());
    expectRefusal(
      await runNpm({ DATA_DIR: dataDir, KEY_RING: ring }, 'keys', 'rotate'),
      'KEY_RING',
    );
  });
});

describe('drop', () => {
  test('takes a replaced key out, and only that', async () => {
    const [old] = (await saveNewRing()).link ?? [];
    await keys('rotate', 'link');
    const before = readRing();
    const { code, stdout } = await keys('drop', 'link', old?.id ?? '');
    expect(code).toBe(0);
    expect(stdout).toContain(`link: key ${old?.id ?? ''} is gone`);
    expect(readRing()).toEqual({ ...before, link: before.link?.slice(1) });
  });

  test('leaves the key in use, those that stored data needs, and unknown ones', async () => {
    const before = await saveNewRing();
    const idOf = (purpose: string) => before[purpose]?.[0]?.id ?? '';
    expectRefusal(await keys('drop', 'token', idOf('token')), 'rotate first');
    expectRefusal(await keys('drop', 'lookup', idOf('lookup')), 'Only token and link keys');
    expectRefusal(await keys('drop', 'token', 'none'), 'There is no token key none');
    expect(readRing()).toEqual(before);
  });
});

describe('revoke', () => {
  test('marks a replaced receipt key, which stays', async () => {
    const [old] = (await saveNewRing()).receipt ?? [];
    await keys('rotate', 'receipt');
    const before = readRing();
    const from = Date.now();
    const { code, stdout } = await keys('revoke', 'receipt', old?.id ?? '');
    expect(code).toBe(0);
    expect(stdout).toContain(`key ${old?.id ?? ''} is revoked`);
    const [marked, ...others] = readRing().receipt ?? [];
    const { 'revoked-at': revokedAt, ...rest } = marked ?? {};
    expect(rest).toEqual(old);
    expect(others).toEqual(before.receipt?.slice(1));
    expect(Date.parse(revokedAt ?? '')).toBeGreaterThanOrEqual(from);
    expectRefusal(await keys('revoke', 'receipt', old?.id ?? ''), 'is revoked already');
    // Nor can the last one go that is left to sign.
    expectRefusal(await keys('revoke', 'receipt', others[0]?.id ?? ''), 'rotate first');
  });

  test('leaves the key in use, other kinds of keys and unknown ones; a receipt key is never dropped', async () => {
    const before = await saveNewRing();
    const idOf = (purpose: string) => before[purpose]?.[0]?.id ?? '';
    expectRefusal(await keys('revoke', 'receipt', idOf('receipt')), 'rotate first');
    expectRefusal(await keys('revoke', 'token', idOf('token')), 'Only receipt keys');
    expectRefusal(await keys('revoke', 'receipt', 'none'), 'There is no receipt key none');
    expectRefusal(await keys('drop', 'receipt', idOf('receipt')), 'Only token and link keys');
    expect(readRing()).toEqual(before);
  });
});

test('without a command it tells what it can do', async () => {
  expectRefusal(await keys(), 'generate | rotate');
});
