import { z } from 'zod';

export const accountIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
  .meta({
    description: 'The name under which the account asks for tokens.',
    example: 'northwind-energy',
  });
