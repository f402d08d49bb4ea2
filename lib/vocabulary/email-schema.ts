import { z } from 'zod';
import { isMailedEverywhere, normaliseEmail } from './email-address';

/** One normalised address, whoever can be mailed at it, or a 400. */
export const anyEmailSchema = z.string().transform((value, context) => {
  const address = normaliseEmail(value);
  if (address) return address;
  context.addIssue({ code: 'custom', message: 'must be one plain e-mail address' });
  return z.NEVER;
});

/** One normalised address to which mail goes from now on, or a 400. */
export const emailSchema = anyEmailSchema
  .refine(isMailedEverywhere, 'must have ASCII characters alone before the @')
  .meta({
    description:
      'One plain e-mail address, without a display name or quoting; before the @ ASCII characters alone, ' +
      'since not every mail server takes others. It is normalised, kept encrypted, and never given out again.',
    example: 'customer@example.com',
  });
