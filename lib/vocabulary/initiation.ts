import { z } from 'zod';
import { idSchema, nullable, timeSchema } from '@/lib/platform/schema-parts';

/** Handle of one re-identification. */
export const tokenRefSchema = idSchema('mlr').describe(
  'The token-ref: handle of this re-identification. It proves nothing until its status is confirmed.',
);

/** Most characters of `state`, which is added unchanged to the return URL. */
export const MAX_STATE = 512;

/** The fields of both initiating calls that tie the answer to the caller's own browser session. */
export const returnBinding = {
  state: nullable(
    z.string().max(MAX_STATE, `must have at most ${MAX_STATE} characters`).meta({
      description: 'Added unchanged to the return URL, as `state`.',
      example: 'c2Vzc2lvbi03Zjk',
    }),
  ),
  'bind-return': nullable(
    z.boolean().meta({
      description:
        'Whether only the browser that comes back may confirm: the return URL then carries a one-time ' +
        '`dar-return-code`, and the token-ref stays pending until the status was asked for with it. ' +
        'Needs a return URL. Five wrong codes expire the token-ref.',
      example: true,
    }),
  ),
};

const REGISTERED =
  'Must be exactly one of the account’s `redirect-urls`; without it the customer ends on a page of the register.';

/** A return URL of a request. @param purpose when the customer goes there, as a sentence's beginning */
export const returnUrlSchema = (purpose: string) =>
  z
    .string()
    .max(2000, 'must have at most 2000 characters')
    .meta({
      description: `${purpose} ${REGISTERED}`,
      example: 'https://northwind.example/welcome-back',
    });

/** A return URL of an answer. */
export const shownReturnUrlSchema = (description: string) =>
  z.string().nullable().meta({ description, example: 'https://northwind.example/welcome-back' });

export const answerableUntilSchema = timeSchema.describe('Until when the customer can answer.');

/** A ceremony on a hosted page, to which the caller sends the customer (docs/api/re-identification.md#starting). */
export const passkeyStartSchema = z
  .object({
    'redirect-url': z.string().meta({
      description: 'Send the customer’s browser here. It serves this one ceremony.',
      example: 'https://id.central.consent/passkey/assert?session=pks_4f9d02c7a1b86e35d2f07c94',
    }),
    'token-ref': tokenRefSchema,
    'expires-at': answerableUntilSchema,
    'return-url': shownReturnUrlSchema('Where the customer is sent back to; null: nowhere.'),
  })
  .meta({ id: 'PasskeyCeremony' });
