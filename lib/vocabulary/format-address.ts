import type { Address } from './address-schema';

/**
 * A controller's address in one line; null when none was given. Versions that were replaced under earlier
 * releases hold it as one text.
 */
export function formatAddress(address: Address | string | null | undefined): string | null {
  if (address === null || address === undefined || typeof address === 'string') {
    return address ?? null;
  }
  const { addressLine1, addressLine2, townCity, county, postcode } = address;
  return [addressLine1, addressLine2, townCity, county, postcode].filter(Boolean).join(', ');
}
