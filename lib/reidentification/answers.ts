import { z } from 'zod';
import { declinedReasonSchema } from '@/lib/vocabulary/declined-reasons';
import { proposedAnswer } from '@/lib/proposals/answers';
import { normalMpxnSchema } from '@/lib/vocabulary/mpxn';
import { timeSchema } from '@/lib/platform/schema-parts';
import {
  answerableUntilSchema,
  passkeyStartSchema,
  shownReturnUrlSchema,
  tokenRefSchema,
} from '@/lib/vocabulary/initiation';
import { assurances, methodSchema } from '@/lib/vocabulary/reidentification-methods';

const magicLinkStartSchema = z
  .object({
    'dispatched-to': z.string().meta({
      description: 'The address of the mail, masked.',
      example: 'c*****r@example.com',
    }),
    'expires-at': answerableUntilSchema,
    'token-ref': tokenRefSchema,
    'redirect-url': shownReturnUrlSchema(
      'Where the press on the link leads back to; null: nowhere.',
    ),
  })
  .meta({ id: 'MagicLinkDispatch' });

/** The answer of both initiating calls. */
export const startAnswerSchema = z
  .object({
    method: methodSchema,
    'magic-link': magicLinkStartSchema.nullable().describe('With `magic-link`; else null.'),
    passkey: passkeyStartSchema.nullable().describe('With a passkey method; else null.'),
    ...proposedAnswer,
  })
  .meta({
    example: {
      method: 'passkey-assert',
      'magic-link': null,
      passkey: {
        'redirect-url':
          'https://id.central.consent/passkey/assert?session=pks_4f9d02c7a1b86e35d2f07c94',
        'token-ref': 'mlr_4f9d02c7a1b86e35d2f07c94',
        'expires-at': '2026-11-02T09:35:00.000Z',
        'return-url': 'https://northwind.example/welcome-back',
      },
      'proposed-access': null,
      'proposal-digest': null,
    },
  });

/** What the caller is told of a re-identification. */
export const statusAnswerSchema = z.object({
  method: methodSchema.describe('The method that was started.'),
  status: z.enum(['confirmed', 'pending', 'expired']).meta({
    description:
      'Only `confirmed` says that the person here now is the person of the Identity Record. A ' +
      'customer who declined shows as `expired`.',
  }),
  'confirmed-at': timeSchema.nullable().describe('When it was confirmed; else null.'),
  declined: z.boolean().meta({ description: 'Whether the customer declined.', example: false }),
  'declined-reason': declinedReasonSchema.nullable().meta({
    description:
      '`refused`: the customer said no, which refuses the permission if one was proposed. `not-recognised`: ' +
      'they do not recognise the request. Null where they did not decline.',
    example: null,
  }),
  'confirmed-by': methodSchema.nullable().describe('The method that was used in the end.'),
  assurance: z
    .enum(assurances)
    .optional()
    .meta({
      description:
        'Left out until confirmed. `unproven`: it rests on a passkey that was enrolled on trust, ' +
        'without another proof of who enrolled it.',
    }),
  ...proposedAnswer,
});

export const existsAnswerSchema = z.object({
  mpxn: normalMpxnSchema,
  exists: z.boolean().meta({
    description: 'Whether any Data User registered the meter point’s current occupant.',
    example: true,
  }),
  'available-methods': z.array(methodSchema).meta({
    description: 'The methods for which `reidentify` would now succeed, best first.',
    example: ['passkey-assert', 'passkey-register'],
  }),
});
