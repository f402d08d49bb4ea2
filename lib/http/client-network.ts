import { networkOf } from '@/lib/limits/network';
import { clientAddress } from './client-address';

/** The network that a request came from, for limits only. */
export function clientNetwork(headers: Pick<Headers, 'get'>): string {
  return networkOf(clientAddress(headers));
}
