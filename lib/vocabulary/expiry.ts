import { z } from 'zod';
import { timeSchema } from '@/lib/platform/schema-parts';

/** When an access ends; the key is required, null stands for no end. */
export const expirySchema = z.union(
  [timeSchema, z.null()],
  'is required: a time ending in Z, or null for no end',
);
