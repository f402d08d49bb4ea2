import { expect, test } from 'vitest';
import { formatAddress } from './format-address';

test('an address is one line, whichever version stored it', () => {
  const address = { addressLine1: '1 High Street', townCity: 'Cardiff', postcode: 'CF10 1AA' };
  expect(formatAddress({ ...address, addressLine2: null, county: null })).toBe(
    '1 High Street, Cardiff, CF10 1AA',
  );
  expect(formatAddress({ ...address, addressLine2: 'Flat 2', county: 'Glamorgan' })).toBe(
    '1 High Street, Flat 2, Cardiff, Glamorgan, CF10 1AA',
  );
  expect(formatAddress('1 High Street, Cardiff')).toBe('1 High Street, Cardiff');
  expect(formatAddress(null)).toBeNull();
  expect(formatAddress(undefined)).toBeNull();
});
