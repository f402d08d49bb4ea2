import { describe, expect, test } from 'vitest';
import { headerText } from './header-text';
import { formatSender, parseSender } from './sender';

describe('the sender', () => {
  test('is read from a name with an address, or from an address alone', () => {
    expect(parseSender('Central Access Register <no-reply@central.consent>')).toEqual({
      name: 'Central Access Register',
      address: 'no-reply@central.consent',
    });
    expect(formatSender(parseSender('no-reply@central.consent'))).toBe('no-reply@central.consent');
  });

  test.each(['A"B', 'A\\B', 'A\r\nBcc: x', 'A, b@example.com', 'A\u0000B', 'A: group;', '\u202eA'])(
    'loses from the name %j what could end it',
    (name) => {
      const sender = formatSender(parseSender(`${name} <no-reply@central.consent>`));
      expect(sender).toMatch(/^[A-Za-z. ]+ <no-reply@central\.consent>$/);
    },
  );

  test.each([
    'nobody',
    'Name <>',
    'a@b, c@d',
    'a@b\r\nBcc: c@d',
    'Name <a@b> x',
    '<a@b>, <c@d>',
    'jö@b',
  ])('is refused when it is %j', (value) => expect(() => parseSender(value)).toThrow('MAIL_FROM'));
});

describe('a header', () => {
  test('stays on one line, without controls, invisible characters or lone surrogates', () => {
    expect(headerText('  A\r\n\tB\u2028C\u0085D\u200b\u202eE\ud800 ')).toBe('A B C DE\ufffd');
  });

  test('is cut to 150 characters, whole ones', () => {
    const cut = headerText('😀'.repeat(200));
    expect(Array.from(cut)).toHaveLength(150);
    expect(cut.isWellFormed()).toBe(true);
  });
});
