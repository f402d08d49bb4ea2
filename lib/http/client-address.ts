import { BlockList, isIP } from 'node:net';
import { networkOf } from '@/lib/limits/network';

/** The first four groups of an IPv6 address: one customer has at least a /64. */
function prefix64(address: string): string {
  const [head = '', tail] = address.split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = (tail ?? '').split(':').filter((group) => group !== '');
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(0, missing)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

type ReadableHeaders = Pick<Headers, 'get'>;

function plainAddress(headers: ReadableHeaders): string {
  const value = headers.get('x-forwarded-for')?.split(',')[0]?.trim() ?? '';
  return value.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/u, '');
}

/**
 * The address a request came from, for limits only: an IPv4 address, or the /64 of an IPv6 one. The
 * server (`scripts/start.mjs`) overwrites `X-Forwarded-For` with the one address, without a port, that the
 * socket or a trusted proxy says; a value of the client's own never arrives here.
 */
export function clientAddress(headers: ReadableHeaders): string {
  const plain = plainAddress(headers);
  switch (isIP(plain)) {
    case 4:
      return plain;
    case 6:
      return prefix64(plain);
    default:
      return 'unknown';
  }
}

/** The network that a request came from, for limits only. */
export function clientNetwork(headers: ReadableHeaders): string {
  return networkOf(clientAddress(headers));
}

/** Set by the server where a proxy did not say who sent a request, which then counts as the proxy's. */
const UNNAMED_HEADER = 'x-register-unnamed-sender';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Whether the request came from this machine. Behind a proxy that is not trusted (`TRUSTED_PROXY_HOPS`)
 * and runs here too, that is everyone: nothing may rest on it in production.
 */
export function isFromLoopback(headers: ReadableHeaders): boolean {
  if (headers.get(UNNAMED_HEADER) !== null) return false;
  const plain = plainAddress(headers);
  const family = isIP(plain);
  return family !== 0 && loopback.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}
