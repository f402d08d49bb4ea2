import { expect, test } from 'vitest';
import { clientAddress, clientNetwork } from './client-address';

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

const networkOf = (forwarded: string) =>
  clientNetwork(new Headers({ 'x-forwarded-for': forwarded }));

test.each([
  ['an IPv4 address by its /24', '192.0.2.77', '192.0.2.0/24'],
  ['an IPv4 address in IPv6 dress alike', '::ffff:192.0.2.1', '192.0.2.0/24'],
  ['an IPv6 address by its /48', '2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['zeros written out or not', '2001:db8::1', '2001:db8:0::/48'],
  ['what is no address as one unknown network', 'evil', 'unknown'],
])('the network of an address: %s', (_what, forwarded, network) => {
  expect(networkOf(forwarded)).toBe(network);
});

test('the next /24 and the next /48 are other networks', () => {
  expect(networkOf('192.0.3.1')).not.toBe(networkOf('192.0.2.1'));
  expect(networkOf('2001:db8:2::1')).not.toBe(networkOf('2001:db8:1::1'));
});
