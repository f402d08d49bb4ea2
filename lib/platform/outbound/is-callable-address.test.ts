import { describe, expect, test } from 'vitest';
import { isCallableAddress } from './is-callable-address';

const refused = [
  // IPv4: this network, private, shared, link-local, protocol assignments, documentation, benchmarks,
  // relays, multicast, reserved, broadcast.
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  // IPv6: unspecified, link-local, site-local, unique local, multicast, documentation, discard, and all
  // that carry an IPv4 address.
  '::',
  'fe80::1',
  'fe80::1%eth0',
  'febf::1',
  'fec0::1',
  'fc00::1',
  'fd12:3456:789a::1',
  'ff02::1',
  '2001:db8::1',
  '3fff::1',
  '100::1',
  '5f00::1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:7f00:1',
  '::ffff:0:10.0.0.1',
  '::10.0.0.1',
  '::8.8.8.8',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::10.0.0.1',
  '2002:0a00:0001::1',
  '2001::1',
  '2001:2::1',
  '2001:10::1',
  '2001:20::1',
  '4000::1',
  // No plain notation of an address.
  '127.1',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '2130706433',
  '[::1]',
  '1.2.3.4.5',
  'localhost',
  '',
];

describe('an address that may not be called', () => {
  test.each(refused)('%s', (address) => {
    expect(isCallableAddress(address, false)).toBe(false);
    expect(isCallableAddress(address, true)).toBe(false);
  });

  test.each(['127.0.0.1', '127.255.255.254', '::1'])(
    '%s, unless loopback is allowed',
    (address) => {
      expect(isCallableAddress(address, false)).toBe(false);
      expect(isCallableAddress(address, true)).toBe(true);
    },
  );
});

test.each([
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.255.255',
  '172.32.0.1',
  '192.167.255.255',
  '192.169.0.1',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a00:1450:4009:81f::200e',
])('the public address %s may be called', (address) => {
  expect(isCallableAddress(address, false)).toBe(true);
});
