import type { Address } from '@/lib/vocabulary/address-schema';

/**
 * A controller's address in one line; null: none was given. What a replacement replaced in earlier versions
 * has it as one text still.
 */
export function formatAddress(address: Address | string | null | undefined): string | null {
  if (address === null || address === undefined || typeof address === 'string') {
    return address ?? null;
  }
  const { addressLine1, addressLine2, townCity, county, postcode } = address;
  return [addressLine1, addressLine2, townCity, county, postcode].filter(Boolean).join(', ');
}
