import { describe, expect, it } from 'vitest';
import { isLocale, localeFrom } from './locale';

describe('localeFrom', () => {
  it.each([
    ['cy', 'cy'],
    ['cy-GB,cy;q=0.9,en;q=0.8', 'cy'],
    ['en-GB,en;q=0.9,cy;q=0.8', 'en'],
    ['CY-gb', 'cy'],
    ['en;q=0.5, cy', 'cy'],
    ['en;q=0.5, cy;q=0.7', 'cy'],
    ['cy;Q=0.4, en;q=0.3', 'cy'],
    ['fr,cy;q=0.1', 'cy'],
  ])('takes the language that "%s" wants most of ours', (header, expected) => {
    expect(localeFrom(undefined, header)).toBe(expected);
  });

  it('takes the language named first where the wishes are equal', () => {
    expect(localeFrom(undefined, 'cy;q=0.8,en;q=0.8')).toBe('cy');
    expect(localeFrom(undefined, 'en;q=0.8,cy;q=0.8')).toBe('en');
  });

  it('never takes a language that is refused with quality 0', () => {
    expect(localeFrom(undefined, 'cy;q=0,fr')).toBe('en');
    expect(localeFrom(undefined, 'cy;q=0.000')).toBe('en');
  });

  it.each([
    'cy;q=2',
    'cy;q=-1',
    'cy;q=',
    'cy;q=0.12345',
    'cyq',
    'cymraeg',
    '*',
    'fr',
    '',
    ';;,,;q',
  ])('falls back to English on "%s"', (header) => {
    expect(localeFrom(undefined, header)).toBe('en');
  });

  it('falls back to English without a header', () => {
    expect(localeFrom(undefined, null)).toBe('en');
    expect(localeFrom(undefined, undefined)).toBe('en');
  });

  it('puts what the customer chose above what the browser asks for', () => {
    expect(localeFrom('cy', 'en')).toBe('cy');
    expect(localeFrom('en', 'cy')).toBe('en');
  });

  it('ignores a cookie that names no language of ours', () => {
    expect(localeFrom('fr', 'cy')).toBe('cy');
    expect(localeFrom('', 'cy')).toBe('cy');
  });
});

describe('isLocale', () => {
  it('knows English and Welsh and nothing else', () => {
    expect(['en', 'cy', 'EN', 'fr', '', null, undefined, 1].filter(isLocale)).toEqual(['en', 'cy']);
  });
});
