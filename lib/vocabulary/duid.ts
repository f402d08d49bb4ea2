import { z } from 'zod';

/** An organisation's id. An operator may choose it; else the register does. */
export const duidSchema = z
  .string()
  .regex(/^duid_[0-9a-z]{1,64}$/, 'must be duid_ and 1 to 64 of 0-9 a-z')
  .meta({
    description: 'The organisation’s id in the register.',
    example: 'duid_4f9d02c7a1b86e35d2f07c94',
  });
