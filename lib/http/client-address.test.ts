import { expect, test } from 'vitest';
import { clientAddress } from './client-address';

const of = (forwarded?: string) =>
  clientAddress(new Headers(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }));

test.each([
  ['an IPv4 address as it is', '192.0.2.1', '192.0.2.1'],
  ['an IPv4 address in IPv6 dress', '::ffff:192.0.2.1', '192.0.2.1'],
  ['the same in upper case', '::FFFF:192.0.2.1', '192.0.2.1'],
  ['the first of several', '192.0.2.1, 198.51.100.7', '192.0.2.1'],
  ['an IPv6 address by its /64', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['its neighbour in the /64 alike', '2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ['another spelling alike', '2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['zeros written out or not', '2001:db8::1', '2001:db8:0:0::/64'],
  ['zeros at the end of the prefix', '2001:db8:0:0:1::', '2001:db8:0:0::/64'],
  ['loopback', '::1', '0:0:0:0::/64'],
  ['an address with an interface', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['an IPv4 address at the end of an IPv6 one', '64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
])('%s', (_what, forwarded, address) => {
  expect(of(forwarded)).toBe(address);
});

test('the next /64 is another client', () => {
  expect(of('2001:db8:1:3::1')).not.toBe(of('2001:db8:1:2::1'));
});

test.each([undefined, '', 'unknown', '192.0.2.256', '192.0.2.1:8080', '[2001:db8::1]', 'evil'])(
  'what is no address (%j) counts as one unknown client',
  (forwarded) => {
    expect(of(forwarded)).toBe('unknown');
  },
);
