import { expect, test } from 'vitest';
import { maskEmail, normaliseEmail } from './email-address';

test.each([
  ['as it is', 'customer@example.com', 'customer@example.com'],
  ['without spaces around', '  customer@example.com\n', 'customer@example.com'],
  ['with its domain in lower case', 'Customer@EXAMPLE.Com', 'Customer@example.com'],
  ['with its domain in ASCII', 'kunde@bücher.example', 'kunde@xn--bcher-kva.example'],
  ['in one Unicode form', 'jose\u0301@example.com', 'jos\u00e9@example.com'],
  ['with wide letters made narrow', 'ｃustomer＠example.com', 'customer@example.com'],
  ['with a tag', 'first.last+energy@mail.example.co.uk', 'first.last+energy@mail.example.co.uk'],
  ['with unusual but plain characters', "o'neill_{x}@example.com", "o'neill_{x}@example.com"],
  ['of the longest local part', `${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
])('an address is kept %s', (_how, value, address) => {
  expect(normaliseEmail(value)).toBe(address);
});

test.each([
  ['nothing', ''],
  ['no at sign', 'customer.example.com'],
  ['no local part', '@example.com'],
  ['no domain', 'customer@'],
  ['two at signs', 'a@b@example.com'],
  ['a domain in ideographs with an at sign more', 'a@b@例え。テスト'],
  ['a list', 'a@example.com,b@example.com'],
  ['a list with a semicolon', 'a@example.com;b@example.com'],
  ['a display name', 'Customer <customer@example.com>'],
  ['quotes', '"a b"@example.com'],
  ['a comment', 'a(b)@example.com'],
  ['a backslash', 'a\\b@example.com'],
  ['a space inside', 'a b@example.com'],
  ['a header behind', 'a@example.com\r\nBcc: b@example.com'],
  ['a line break in the domain', 'a@exam\nple.com'],
  ['a tab in the domain', 'a@exam\tple.com'],
  ['a null character', 'a\0@example.com'],
  ['a direction mark', 'a\u202e@example.com'],
  ['an invisible character in the domain', 'a@exam\u200bple.com'],
  ['a leading dot', '.a@example.com'],
  ['a trailing dot', 'a.@example.com'],
  ['two dots', 'a..b@example.com'],
  ['a local part of 65 characters', `${'a'.repeat(65)}@example.com`],
  [
    'more than 254 characters',
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}`,
  ],
  ['a host without a dot', 'a@localhost'],
  ['an IP address', 'a@192.0.2.1'],
  ['an IP literal', 'a@[192.0.2.1]'],
  ['a domain with a trailing dot', 'a@example.com.'],
  ['an empty label', 'a@example..com'],
  ['a label that starts with a dash', 'a@-example.com'],
  ['a label that ends with a dash', 'a@example-.com'],
  ['an underscore in the domain', 'a@exam_ple.com'],
  ['a path behind', 'a@example.com/evil'],
  ['a query behind', 'a@example.com?subject=x'],
  ['a fragment behind', 'a@example.com#x'],
  ['a port behind', 'a@example.com:25'],
  ['a backslash behind', 'a@example.com\\evil'],
  ['percent encoding in the domain', 'a@exam%70le.com'],
])('%s is no one address', (_what, value) => {
  expect(normaliseEmail(value)).toBeNull();
});

test('normalising twice changes nothing', () => {
  const once = normaliseEmail('Kunde@BÜCHER.example') ?? '';
  expect(normaliseEmail(once)).toBe(once);
});

test.each([
  ['customer@example.com', 'c*****r@example.com'],
  ['abc@example.com', 'a*****c@example.com'],
  ['ab@example.com', 'a*****@example.com'],
  ['a@example.com', 'a*****@example.com'],
  ['😀abc😀@example.com', '😀*****😀@example.com'],
])('%s is shown as %s', (address, mask) => {
  expect(maskEmail(address)).toBe(mask);
});

test('a mask does not tell the length', () => {
  expect(maskEmail('customer@example.com')).toBe(maskEmail('clr@example.com'));
});
