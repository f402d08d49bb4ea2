import { expect, test } from 'vitest';
import { inSentence } from './in-sentence';

test('the article of a Welsh name is small within a sentence, and all else stays', () => {
  expect(inSentence('Y Gofrestr Fynediad Ganolog')).toBe('y Gofrestr Fynediad Ganolog');
  expect(inSentence('Yr Archif')).toBe('yr Archif');
  expect(inSentence('Central Access Register')).toBe('Central Access Register');
  expect(inSentence('York Register')).toBe('York Register');
});
