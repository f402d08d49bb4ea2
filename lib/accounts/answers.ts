import { z } from 'zod';
import { nextCursorSchema } from '@/lib/platform/cursor';
import { timeSchema } from '@/lib/platform/schema-parts';
import { accountIdSchema } from '@/lib/vocabulary/account-id';
import { dataTypesSchema } from '@/lib/vocabulary/data-types';
import { duidSchema } from '@/lib/vocabulary/duid';
import { roleSchema } from '@/lib/vocabulary/roles';

const statusSchema = z.enum(['active', 'suspended', 'terminated']).meta({
  id: 'AccountStatus',
  description: '`suspended` can be lifted again, `terminated` is final.',
});

const contactUrlSchema = z.string().optional().meta({
  description: 'Where customers reach the organisation.',
  example: 'https://northwind.example/contact',
});

const registeredAtSchema = timeSchema.describe('When the account was created.');

const suspendedAtSchema = timeSchema.nullable().meta({
  description: 'When its latest suspension began, also after that has ended; null: there was none.',
  example: null,
});

const secretKeySchema = z.string().meta({
  description: 'The secret key. It is shown this once and kept as a hash only.',
  pattern: '^[0-9a-f]{64}$',
  example: '3b8f1c0e5d7a49264f9d02c7a1b86e35d2f07c94e6a8b1f03c5d7e9fa2b4c6d8',
});

const self = {
  'account-id': accountIdSchema,
  duid: duidSchema,
  'display-name': z
    .string()
    .meta({ description: 'The name that customers read.', example: 'Northwind Energy' }),
  role: roleSchema,
  status: statusSchema,
  'contact-url': contactUrlSchema,
  'registered-at': registeredAtSchema,
  'redirect-urls': z.array(z.string()).meta({
    description: 'Where customers may be sent back to.',
    example: ['https://northwind.example/welcome-back'],
  }),
};

/** An account as its owner reads it (docs/api/directory-and-account.md#the-own-account). */
export const selfAccountSchema = z.object(self).meta({ id: 'Account' });

export const selfAnswerSchema = z.object({ account: selfAccountSchema });

/** An account as the operator reads it (docs/api/operator.md#accounts). */
export const adminAccountSchema = z
  .object({
    ...self,
    'data-types': dataTypesSchema.describe('The kinds of data it deals in.'),
    'organisation-reference': z.string().optional().meta({
      description: 'By which the DCC’s reports name the organisation.',
      example: 'NWE-001',
    }),
    statutory: z.boolean().meta({
      description:
        'Whether its `uk-public-task` and `uk-legal-obligation` records reach beyond an occupancy.',
      example: false,
    }),
    'decisions-per-minute': z.int().meta({
      description: 'Requests for release decisions that it may send in a minute.',
      example: 60000,
    }),
    'suspended-at': suspendedAtSchema,
  })
  .meta({ id: 'OperatorAccount' });

export const adminAccountAnswerSchema = z.object({ account: adminAccountSchema });

export const createdAccountAnswerSchema = z.object({
  account: adminAccountSchema,
  'secret-key': secretKeySchema
    .optional()
    .describe('Only where none was sent: the generated secret key, shown this once.'),
});

export const accountListAnswerSchema = z.object({
  accounts: z.array(adminAccountSchema).describe('By account id.'),
  total: z.int().meta({ description: 'How many accounts match in all.', example: 1 }),
  'next-cursor': nextCursorSchema.meta({ example: null }),
});

export const secretAnswerSchema = z.object({
  'secret-key': secretKeySchema
    .optional()
    .describe('The new secret key, shown this once: a replay by `Idempotency-Key` is without it.'),
});

export const bearerTokenAnswerSchema = z.object({
  'bearer-token': z.string().meta({
    description: 'A JWT. Send it as `Authorization: Bearer …`; its content is the register’s own.',
    example: 'eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0.eyJzdWIiOiJub3J0aHdpbmQifQ.c2lnbmF0dXJl',
  }),
  expires: z.int().meta({ description: 'How long it is good for, in seconds.', example: 7200 }),
});

/** A Data User in the directory (docs/api/directory-and-account.md#the-directory). */
export const dataUserAnswerSchema = z.object({
  'data-user': z
    .object({
      duid: duidSchema,
      'display-name': self['display-name'],
      status: statusSchema,
      'registered-at': registeredAtSchema,
      'suspended-at': suspendedAtSchema,
      'contact-url': contactUrlSchema,
      'data-types-supported': dataTypesSchema.describe(
        'The kinds of data it deals in; all of them if it named none.',
      ),
    })
    .meta({ id: 'DataUser' }),
});
