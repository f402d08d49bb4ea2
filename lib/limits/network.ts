/**
 * The network that an address belongs to, as `clientAddress` gives it: the /24 of an IPv4 address, the /48 of
 * an IPv6 one, which is what one customer of a provider can have to choose its addresses from.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address.replace(/\.\d+$/, '.0/24');
  return `${address.split(':').slice(0, 3).join(':')}::/48`;
}
