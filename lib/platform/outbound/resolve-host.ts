import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isCallableAddress } from './is-callable-address';
import { OutboundError } from './outbound-error';

/** Looks up all addresses of a name; empty when it does not resolve now. */
export type LookUp = (host: string) => Promise<string[]>;

const LOOPBACK = ['127.0.0.1', '::1'];
const DNS_TRY_MS = 1500;

/**
 * Asks the name servers for a full name. The system's own look-up is not used, since it knows of files and
 * search domains, and dead name servers would block it for the whole process.
 */
export async function lookUpByDns(host: string): Promise<string[]> {
  if (host === 'localhost') return LOOPBACK;
  const resolver = new Resolver({ timeout: DNS_TRY_MS, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}

/** An address that we may connect to, and its family. */
export interface CallableAddress {
  address: string;
  family: 4 | 6;
}

/**
 * The addresses of a host, each of which was checked; none when its name does not resolve. One bad address refuses them all: a name that
 * leads to both a public and a private one is either a mistake or an attack.
 *
 * Not covered: what the name leads to a moment later. So a caller connects to these very addresses and
 * asks nobody again.
 *
 * @throws {OutboundError} when it leads where it must not
 */
export async function resolveHost(
  host: string,
  { allowLoopback, lookUp = lookUpByDns }: { allowLoopback: boolean; lookUp?: LookUp },
): Promise<CallableAddress[]> {
  const addresses = isIP(host) === 0 ? await lookUp(host) : [host];
  if (!addresses.every((address) => isCallableAddress(address, allowLoopback))) {
    throw new OutboundError('the host leads to an address that is not allowed');
  }
  return addresses.map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
}
