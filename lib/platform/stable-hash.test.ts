import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { generateKeyRing, rotateKeyRing } from './key-ring-shape';
import { stableHash } from './stable-hash';
import { setSettings } from './testing/set-settings';

const ring = generateKeyRing(new Date('2026-01-01T00:00:00Z'));

beforeEach(() => setSettings({ KEY_RING: JSON.stringify(ring) }));
afterEach(() => vi.unstubAllEnvs());

test('the hash of a value stays the same, whatever is rotated', () => {
  const before = stableHash('limits', '1200023456781');
  const rotated = rotateKeyRing(ring, 'lookup', new Date('2026-02-01T00:00:00Z'));
  setSettings({ KEY_RING: JSON.stringify(rotated) });
  expect(stableHash('limits', '1200023456781')).toBe(before);
});

test('it differs by value, by use and by installation', () => {
  const hashes = [
    stableHash('limits', '1200023456781'),
    stableHash('limits', '1200023456782'),
    stableHash('browser', '1200023456781'),
  ];
  setSettings({ KEY_RING: JSON.stringify(generateKeyRing(new Date('2026-01-01T00:00:00Z'))) });
  hashes.push(stableHash('limits', '1200023456781'));
  expect(new Set(hashes).size).toBe(4);
});
