import { z } from 'zod';
import { mpxnSchema } from '@/lib/vocabulary/mpxn';
import { nullable } from '@/lib/platform/schema-parts';
import { proposedAccessExample, proposedAccessFieldSchema } from '@/lib/proposals/schemas';
import { returnBinding, returnUrlSchema } from '@/lib/vocabulary/initiation';
import { methodSchema } from '@/lib/vocabulary/reidentification-methods';

const initiating = {
  method: methodSchema,
  'redirect-url': nullable(
    returnUrlSchema('Where the customer goes after the mailed link; with `magic-link` only.'),
  ),
  'passkey-return-url': nullable(
    returnUrlSchema('Where the customer goes after the ceremony; with the passkey methods only.'),
  ),
  ...returnBinding,
  'proposed-access': proposedAccessFieldSchema,
};

const bodyExample = {
  method: 'passkey-assert',
  'passkey-return-url': 'https://northwind.example/welcome-back',
  state: 'c2Vzc2lvbi03Zjk',
  'bind-return': true,
  'proposed-access': proposedAccessExample,
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
