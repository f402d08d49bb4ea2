import { isIP } from 'node:net';
import { isCallableAddress } from './is-callable-address';

/** The host of a URL as `node:net` takes it: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/u, '$1');
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || (isCallableAddress(host, true) && !isCallableAddress(host, false));
}

function hostProblem(host: string, allowLoopback: boolean): string | null {
  if (allowLoopback && isLoopbackHost(host)) return null;
  if (isIP(host) !== 0) {
    return isCallableAddress(host, false) ? null : 'must not lead to a private or special address';
  }
  const labels = host.split('.');
  const isFull = labels.length > 1 && labels.every((label) => label !== '');
  return isFull && labels.at(-1) !== 'localhost' ? null : 'must name a full public host';
}

/**
 * Why a URL cannot be one that the register calls, or null. https with a full host name or a public
 * address, whatever the notation (a URL's parser writes `0x7f.1` and `2130706433` as 127.0.0.1); any
 * port; no user name, password or fragment. Loopback, and http there, only where it is allowed.
 *
 * Not covered: where the name leads. That is for `resolveHost`, at each call.
 */
export function outboundUrlProblem(value: string, allowLoopback: boolean): string | null {
  const url = URL.parse(value);
  if (!url || !/^https?:\/\/[^\s\\]+$/i.test(value)) return 'must be an https URL';
  const host = hostOf(url);
  const mayBePlain = allowLoopback && isLoopbackHost(host);
  if (url.protocol !== 'https:' && !mayBePlain) return 'must be an https URL';
  if (url.username || url.password) return 'must not hold a user name or password';
  if (value.includes('#')) return 'must not have a fragment';
  return hostProblem(host, allowLoopback);
}
