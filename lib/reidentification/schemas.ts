import { z } from 'zod';
import { mpxnSchema } from '@/lib/meter-points/mpxn';
import { idSchema, optional } from '@/lib/platform/schema-parts';

export const methods = ['magic-link', 'passkey-assert', 'passkey-register'] as const;
export type Method = (typeof methods)[number];

export const methodSchema = z.enum(methods).meta({
  id: 'ReidentificationMethod',
  description:
    'How the customer proves to be the person of the Identity Record: a mailed link, the passkey ' +
    'they have, or a passkey that they enrol now.',
});

/** Whether what confirmed was itself proved before. */
export const assurances = ['proven', 'unproven'] as const;
export type Assurance = (typeof assurances)[number];

/** Handle of one re-identification. */
export const tokenRefSchema = idSchema('mlr').describe(
  'The token-ref: handle of this re-identification. It proves nothing until its status is confirmed.',
);

/** Most characters of `state`, which is added unchanged to the return URL. */
export const MAX_STATE = 512;

/** The fields of both initiating calls that tie the answer to the caller's own browser session. */
export const returnBinding = {
  state: optional(
    z.string().max(MAX_STATE, `must have at most ${MAX_STATE} characters`).meta({
      description: 'Added unchanged to the return URL, as `state`.',
      example: 'c2Vzc2lvbi03Zjk',
    }),
  ),
  'bind-return': optional(
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

const returnUrl = () => z.string().max(2000, 'must have at most 2000 characters');

export const passkeyReturnUrlSchema = returnUrl().meta({
  description: `Where the customer goes after a passkey ceremony. ${REGISTERED}`,
  example: 'https://northwind.example/welcome-back',
});

const initiating = {
  method: methodSchema,
  'redirect-url': optional(
    returnUrl().meta({
      description: `Where the customer goes after the mailed link; with \`magic-link\` only. ${REGISTERED}`,
      example: 'https://northwind.example/welcome-back',
    }),
  ),
  'passkey-return-url': optional(
    passkeyReturnUrlSchema.describe(
      `Where the customer goes after the ceremony; with the passkey methods only. ${REGISTERED}`,
    ),
  ),
  ...returnBinding,
};

const bodyExample = {
  method: 'passkey-assert',
  'passkey-return-url': 'https://northwind.example/welcome-back',
  state: 'c2Vzc2lvbi03Zjk',
  'bind-return': true,
};

export const startByRecordSchema = z.strictObject(initiating).meta({ example: bodyExample });
export const startByMeterPointSchema = z
  .strictObject({ mpxn: mpxnSchema, ...initiating })
  .meta({ example: { mpxn: '1200023305967', ...bodyExample } });
export type StartInput = z.output<typeof startByRecordSchema>;

export const statusQuerySchema = z.strictObject({
  'return-code': z.string().max(128).optional().meta({
    description:
      'The `dar-return-code` that the customer’s browser brought back, where `bind-return` was asked for.',
    example: 'uT3nB0yq1vXk8sZr5wLm2A',
  }),
});
export const existsQuerySchema = z.strictObject({ mpxn: mpxnSchema });
