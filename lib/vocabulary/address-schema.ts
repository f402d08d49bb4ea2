import { z } from 'zod';
import { nullable, text } from '@/lib/platform/schema-parts';

const addressLine = (example: string) => text(100).meta({ example });

/** A postal address, of a meter point or of a controller (docs/api/ids-and-values.md#postal-addresses). */
export const addressSchema = z
  .strictObject({
    addressLine1: addressLine('14 Chapel Street'),
    addressLine2: nullable(addressLine('Flat 2')),
    townCity: addressLine('Llandudno'),
    county: nullable(addressLine('Conwy')),
    postcode: z
      .string()
      .regex(/^[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$/, 'must be a UK postcode in upper case')
      .meta({ example: 'LL30 2SY' }),
  })
  .meta({ id: 'Address', description: 'A postal address in the United Kingdom.' });

export type Address = z.output<typeof addressSchema>;
