import { expect, test } from 'vitest';
import { clientNetwork } from './client-network';

const of = (forwarded: string) => clientNetwork(new Headers({ 'x-forwarded-for': forwarded }));

test.each([
  ['an IPv4 address by its /24', '192.0.2.77', '192.0.2.0/24'],
  ['an IPv4 address in IPv6 dress alike', '::ffff:192.0.2.1', '192.0.2.0/24'],
  ['an IPv6 address by its /48', '2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['zeros written out or not', '2001:db8::1', '2001:db8:0::/48'],
  ['what is no address as one unknown network', 'evil', 'unknown'],
])('%s', (_what, forwarded, network) => {
  expect(of(forwarded)).toBe(network);
});

test('the next /24 and the next /48 are other networks', () => {
  expect(of('192.0.3.1')).not.toBe(of('192.0.2.1'));
  expect(of('2001:db8:2::1')).not.toBe(of('2001:db8:1::1'));
});
