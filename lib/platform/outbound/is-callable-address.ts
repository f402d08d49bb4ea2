import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All IPv6 addresses of the public internet; outside lie those that carry an IPv4 one, `::7f00:1`. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether we may connect to an IP address in its plain notation: public unicast, and loopback where that
 * is allowed. Refused are private, shared, link-local, multicast, broadcast, documentation and reserved
 * ranges, and IPv6 addresses that carry an IPv4 one (mapped, compatible, NAT64, 6to4, Teredo).
 *
 * Not covered: a public address of our own network, or of a machine that passes requests on; a NAT64
 * with a prefix of the operator's own, and ISATAP, which look like any other address.
 */
export function isCallableAddress(address: string, allowLoopback: boolean): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range === 'loopback') return allowLoopback;
  if (range !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_UNICAST);
}
