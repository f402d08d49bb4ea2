import type { z } from 'zod';
import { accountIdSchema } from '@/lib/vocabulary/account-id';
import { duidSchema } from '@/lib/vocabulary/duid';
import { mpxnSchema } from '@/lib/vocabulary/mpxn';
import { idSchema } from '@/lib/platform/schema-parts';
import { tokenRefSchema } from '@/lib/vocabulary/initiation';

/** What stands in braces in the API's paths. */
export const pathParameters: Record<string, z.ZodType | undefined> = {
  ak: idSchema('ak').describe('The access key of an access record.'),
  cred: idSchema('cred').describe('A `credential-id` of the Identity Record.'),
  duid: duidSchema,
  evt: idSchema('evt').describe('The `event-id` of a delivery.'),
  id: accountIdSchema,
  ir: idSchema('ir').describe('The Identity Record.'),
  mpxn: mpxnSchema,
  'token-ref': tokenRefSchema,
  wid: idSchema('wid').describe('The webhook.'),
};
