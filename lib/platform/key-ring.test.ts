import { DAY_S, now } from '@/lib/platform/clock';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { activeKey, allKeys, ensureKeyRing, findVerifyingKey, requireStoredKey } from './key-ring';
import { writeKeyRingFile } from './key-ring-file';
import {
  generateKeyRing,
  keyPurposes,
  parseKeyRing,
  rotateKeyRing,
  type KeyRing,
} from './key-ring-shape';
import { publishedReceiptKeys } from './receipt-keys';
import { setSettings } from './testing/set-settings';
import { startScript } from './testing/start-script';
import { temporaryFolder } from './testing/temporary-folder';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

let file: string;

beforeEach(() => {
  file = path.join(temporaryFolder(), 'keys', 'ring.json');
  setSettings({ KEY_RING_FILE: file });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** Puts `ring` in place as if the process had just started with it. */
function useRing(ring: KeyRing): void {
  setSettings({ KEY_RING: JSON.stringify(ring) });
}

const idsOf = (ring: KeyRing, purpose: keyof KeyRing) => ring[purpose].map(({ id }) => id);

describe('a new ring', () => {
  test('has one key of 32 random bytes for each purpose', () => {
    const ring = generateKeyRing(start);
    const secrets = keyPurposes.flatMap((purpose) => ring[purpose].map(({ secret }) => secret));
    expect(new Set(secrets).size).toBe(5);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });

  test('reads back as it was written', () => {
    const ring = generateKeyRing(start);
    expect(parseKeyRing(JSON.stringify(ring), 'KEY_RING')).toEqual(ring);
  });
});

describe('the standing of a token key', () => {
  let ring: KeyRing;
  let first: string;
  let second: string;

  beforeEach(() => {
    ring = rotateKeyRing(generateKeyRing(start), 'token', start, 600);
    [first = '', second = ''] = idsOf(ring, 'token');
    useRing(ring);
  });

  test.each([
    ['before its successor starts it signs', 599, 'first', true],
    ['from its successor’s start on it verifies only', 600, 'second', true],
    ['it still verifies two hours after', 600 + 7199, 'second', true],
    ['then it is retired', 600 + 7200, 'second', false],
  ])('%s', (_rule, seconds, signing, verifies) => {
    vi.setSystemTime(after(seconds));
    expect(activeKey('token').id).toBe(signing === 'first' ? first : second);
    expect(findVerifyingKey('token', first) !== null).toBe(verifies);
  });

  test('a key handed out ahead of its time verifies what a faster clock signed', () => {
    vi.setSystemTime(after(0));
    expect(findVerifyingKey('token', second)?.id).toBe(second);
  });

  test('an unknown key verifies nothing', () => {
    expect(findVerifyingKey('token', 'unknown')).toBeNull();
  });

  test('the key of another purpose verifies nothing', () => {
    const [link = ''] = idsOf(ring, 'link');
    expect(findVerifyingKey('token', link)).toBeNull();
  });
});

test('a replaced link key verifies for eight days, so that a mailed undo link lives its week', () => {
  const ring = rotateKeyRing(generateKeyRing(start), 'link', start);
  // Of two keys with the same start the one added later is the successor.
  const [first = '', second = ''] = idsOf(ring, 'link');
  useRing(ring);
  vi.setSystemTime(after(8 * DAY_S - 1));
  expect(activeKey('link').id).toBe(second);
  expect(findVerifyingKey('link', first)).not.toBeNull();
  vi.setSystemTime(after(8 * DAY_S));
  expect(findVerifyingKey('link', first)).toBeNull();
});

test('a ring whose keys all lie ahead stops the start', () => {
  useRing(generateKeyRing(after(60)));
  vi.setSystemTime(start);
  expect(() => ensureKeyRing()).toThrow('no active token key');
});

test('where the clock is set back behind all keys, the first of them goes on signing', () => {
  const ring = rotateKeyRing(generateKeyRing(after(60)), 'token', after(60), 60);
  const [first = ''] = idsOf(ring, 'token');
  useRing(ring);
  vi.setSystemTime(start);
  expect(activeKey('token').id).toBe(first);
  expect(findVerifyingKey('token', first)).not.toBeNull();
});

describe('rotation', () => {
  test('touches the one purpose only', () => {
    const ring = generateKeyRing(start);
    const rotated = rotateKeyRing(ring, 'link', after(1));
    expect(idsOf(rotated, 'link')).toHaveLength(2);
    expect({ ...rotated, link: [] }).toEqual({ ...ring, link: [] });
  });

  test.each(['token', 'link'] as const)('drops a %s key that nothing can need', (purpose) => {
    const [first = ''] = idsOf(generateKeyRing(start), purpose);
    const replaced = rotateKeyRing(generateKeyRing(start), purpose, after(10));
    const rotated = rotateKeyRing(replaced, purpose, after(9 * DAY_S));
    expect(idsOf(rotated, purpose)).toHaveLength(2);
    expect(idsOf(rotated, purpose)).not.toContain(first);
  });

  test('keeps a token key that still verifies', () => {
    const replaced = rotateKeyRing(generateKeyRing(start), 'token', after(10));
    const rotated = rotateKeyRing(replaced, 'token', after(7000));
    expect(idsOf(rotated, 'token')).toHaveLength(3);
  });

  test.each(['lookup', 'encryption', 'receipt'] as const)(
    'keeps every %s key for ever',
    (purpose) => {
      let ring = generateKeyRing(start);
      const [first = ''] = idsOf(ring, purpose);
      for (let year = 1; year <= 3; year += 1) {
        ring = rotateKeyRing(ring, purpose, after(year * 365 * DAY_S));
      }
      expect(idsOf(ring, purpose)).toHaveLength(4);
      useRing(ring);
      vi.setSystemTime(after(4 * 365 * DAY_S));
      expect(activeKey(purpose).id).toBe(idsOf(ring, purpose).at(-1));
      if (purpose === 'receipt') expect(publishedReceiptKeys(now())[0]?.kid).toBe(first);
      else expect(requireStoredKey(purpose, first).id).toBe(first);
    },
  );

  test('look-up covers retired keys too', () => {
    const ring = rotateKeyRing(generateKeyRing(start), 'lookup', after(10));
    useRing(ring);
    expect(allKeys('lookup').map(({ id }) => id)).toEqual(idsOf(ring, 'lookup'));
  });
});

test('a stored key that the ring has lost is an error, not a guess', () => {
  useRing(generateKeyRing(start));
  expect(() => requireStoredKey('encryption', 'gone')).toThrow('lost encryption key gone');
});

describe('a ring that is wrong', () => {
  const ring = generateKeyRing(start);
  const key = ring.token[0];
  test.each([
    ['no JSON', '{"token"', 'is not JSON'],
    ['a missing purpose', JSON.stringify({ ...ring, lookup: undefined }), 'lookup'],
    ['an empty purpose', JSON.stringify({ ...ring, link: [] }), 'link'],
    ['a short secret', JSON.stringify({ ...ring, token: [{ ...key, secret: 'abc' }] }), 'secret'],
    ['an unknown field', JSON.stringify({ ...ring, tokens: [] }), 'tokens'],
    [
      'a receipt key that is none of P-256',
      JSON.stringify({ ...ring, receipt: [{ ...key, secret: 'A'.repeat(43) }] }),
      'receipt',
    ],
    [
      'no start',
      JSON.stringify({ ...ring, token: [{ ...key, 'active-from': 'now' }] }),
      'active-from',
    ],
    ['one id twice', JSON.stringify({ ...ring, token: [key, key] }), 'token'],
  ])('with %s is refused, naming where', (_what, text, problem) => {
    expect(() => parseKeyRing(text, 'KEY_RING')).toThrow(/^KEY_RING: /);
    expect(() => parseKeyRing(text, 'KEY_RING')).toThrow(problem);
  });

  test('is refused without quoting a key', () => {
    const secret = 'A'.repeat(42);
    const text = JSON.stringify({ ...ring, token: [{ ...key, secret }] });
    expect(() => parseKeyRing(text, 'KEY_RING')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) as string }),
    );
  });
});

describe('the ring’s file', () => {
  test('is made on the first start, readable by its owner alone', () => {
    ensureKeyRing();
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(activeKey('token').bytes).toHaveLength(32);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['ring.json']);
  });

  test('of a version without receipts is given a receipt key, and keeps its others', () => {
    const { receipt: _none, ...old } = generateKeyRing(start);
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, JSON.stringify(old));
    ensureKeyRing();
    const ring = parseKeyRing(fs.readFileSync(file, 'utf8'), file);
    expect({ ...ring, receipt: [] }).toEqual({ ...old, receipt: [] });
    expect(activeKey('receipt').id).toBe(ring.receipt[0]?.id);
  });

  test('stays as it is on the next start', () => {
    ensureKeyRing();
    const written = fs.readFileSync(file, 'utf8');
    setSettings({ KEY_RING_FILE: file });
    ensureKeyRing();
    expect(fs.readFileSync(file, 'utf8')).toBe(written);
  });

  test('stays readable by its owner alone after a rotation', () => {
    ensureKeyRing();
    fs.chmodSync(file, 0o644);
    writeKeyRingFile(file, generateKeyRing(start));
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['ring.json']);
  });

  test('stays readable by the group that could read it, and by nobody else', () => {
    ensureKeyRing();
    fs.chmodSync(file, 0o640);
    writeKeyRingFile(file, generateKeyRing(start));
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);
  });

  test.runIf(process.getuid?.() === 0)('stays its owner’s when root rotates it', () => {
    ensureKeyRing();
    fs.chownSync(file, 65_534, 65_534);
    writeKeyRingFile(file, generateKeyRing(start));
    expect(fs.statSync(file)).toMatchObject({ uid: 65_534, gid: 65_534 });
  });

  test.each([
    ['spoilt', () => fs.writeFileSync(file, '{')],
    ['removed', () => fs.rmSync(file)],
  ])(
    'that was %s leaves a running register the ring it knows, until it is mended',
    (_case, harm) => {
      const tick = vi.spyOn(performance, 'now');
      tick.mockReturnValue(0);
      ensureKeyRing();
      const before = activeKey('token').id;
      harm();
      tick.mockReturnValue(2000);
      expect(activeKey('token').id).toBe(before);
      const mended = generateKeyRing(start);
      writeKeyRingFile(file, mended);
      tick.mockReturnValue(4000);
      expect(activeKey('token').id).toBe(mended.token[0]?.id);
      tick.mockRestore();
    },
  );

  test('is noticed within seconds when it has changed', async () => {
    ensureKeyRing();
    const before = activeKey('token').id;
    const ring = parseKeyRing(fs.readFileSync(file, 'utf8'), file);
    writeKeyRingFile(file, rotateKeyRing(ring, 'token', new Date()));
    await vi.waitFor(() => expect(activeKey('token').id).not.toBe(before), { timeout: 10_000 });
    expect(findVerifyingKey('token', before)?.id).toBe(before);
  });

  test('is not made in production, whose start then fails with its name', () => {
    setSettings({
      APP_ENV: 'production',
      OPERATOR_NAME: 'Register Operator Ltd',
      OPERATOR_CONTACT: 'mailto:help@central.consent',
      ORIGIN: 'https://id.central.consent',
      RP_ID: 'central.consent',
      RESEND_API_KEY: 're_test',
      KEY_RING_FILE: file,
    });
    expect(() => ensureKeyRing()).toThrow(`KEY_RING_FILE: ${file} cannot be read`);
    expect(fs.existsSync(file)).toBe(false);
  });

  test('without a receipt key stops the start in production, which says so', () => {
    const { receipt: _none, ...old } = generateKeyRing(start);
    setSettings({
      APP_ENV: 'production',
      OPERATOR_NAME: 'Register Operator Ltd',
      OPERATOR_CONTACT: 'mailto:help@central.consent',
      ORIGIN: 'https://id.central.consent',
      RP_ID: 'central.consent',
      RESEND_API_KEY: 're_test',
      KEY_RING: JSON.stringify(old),
    });
    expect(() => ensureKeyRing()).toThrow('no active receipt key');
  });

  test('comes from DATA_DIR when neither variable says otherwise', () => {
    const folder = temporaryFolder();
    setSettings({ KEY_RING_FILE: '', DATA_DIR: folder });
    ensureKeyRing();
    expect(fs.existsSync(path.join(folder, 'keys.json'))).toBe(true);
  });

  test('is one and the same for several that start at once', async () => {
    const printKey = `import { activeKey, ensureKeyRing } from '@/lib/platform/key-ring';
      ensureKeyRing();
      console.log(activeKey('token').id);`;
    const ids = await Promise.all([1, 2, 3].map(() => startScript(printKey).firstLine));
    expect(new Set(ids)).toEqual(new Set([activeKey('token').id]));
  });
});
