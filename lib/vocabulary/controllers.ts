import { z } from 'zod';
import { addressSchema } from './address-schema';
import {
  contactUrlSchema,
  list,
  nullable,
  omittable,
  text,
  webUrlSchema,
} from '@/lib/platform/schema-parts';
import { MOST_NAMED } from './most-named';

const ISO_DURATION =
  /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/;

export const controllerSchema = z
  .strictObject({
    name: text(255).meta({ example: 'Northwind Energy' }),
    role: z
      .enum(['sole', 'lead', 'joint', 'member'])
      .describe('Its part in the arrangement; see `arrangement-type`.'),
    'contact-url': contactUrlSchema.describe('Where customers reach it.'),
    address: omittable(addressSchema.describe('Where it is.')),
    'privacy-rights-url': omittable(
      webUrlSchema.meta({
        description: 'Where customers use their privacy rights.',
        example: 'https://northwind.example/privacy',
      }),
    ),
    'lia-reference': nullable(
      text(255).meta({ description: 'Its legitimate interests assessment.', example: 'LIA-7' }),
    ),
    'statutory-reference': nullable(
      text(500).meta({
        description: 'The law that its task or duty rests on.',
        example: 'Electricity Act 1989, section 5',
      }),
    ),
    'storage-conditions': nullable(
      z.strictObject({
        location: text(255).meta({ description: 'Where data is kept.', example: 'United Kingdom' }),
        'retention-period': z
          .string()
          .max(50, 'must have at most 50 characters')
          .regex(ISO_DURATION, 'must be an ISO 8601 duration, as P2Y')
          .meta({ description: 'How long, as an ISO 8601 duration.', example: 'P2Y' }),
      }),
    ),
  })
  .meta({ id: 'Controller', description: 'An organisation accountable under UK GDPR.' });

export const controllersSchema = list(controllerSchema, {
  min: 1,
  max: MOST_NAMED,
  tooFew: 'must name at least one controller',
});

export const arrangementTypeSchema = z
  .enum(['sole', 'joint', 'group'])
  .describe(
    '`sole`: exactly one controller, of role `sole`. `joint`: at least two, one `lead`, the rest ' +
      '`joint`, with an `art26-reference`. `group`: one `lead`, the rest `member`, at least one. Only ' +
      '`joint` has an `art26-reference`.',
  );
