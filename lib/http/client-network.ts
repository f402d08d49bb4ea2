import { clientAddress } from './client-address';

/**
 * The network a request came from, for limits only: the /24 of an IPv4 address, the /48 of an IPv6 one.
 * That is what one customer of a provider can have at least, so that changing addresses inside it is no
 * way round a limit.
 */
export function clientNetwork(headers: Pick<Headers, 'get'>): string {
  const address = clientAddress(headers);
  if (address.includes(':')) return `${address.split(':').slice(0, 3).join(':')}::/48`;
  if (address.includes('.')) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  return address;
}
