import { z } from 'zod';
import { list, omittable, text, webUrlSchema } from '@/lib/platform/schema-parts';
import { addFault, always, type RuleContext } from '@/lib/platform/unchecked-value';
import { dataTypes, dataTypeSchema } from './data-types';
import { MOST_NAMED } from './most-named';

function refuseTwice(value: unknown, context: RuleContext): void {
  if (!Array.isArray(value)) return;
  const seen = new Set<unknown>();
  value.forEach((entry: unknown, index) => {
    if (seen.has(entry)) addFault(context, [index], 'is named twice');
    seen.add(entry);
  });
}

export const purposeSchema = text(500).meta({
  description: 'What the data is for, in words that customers understand.',
  example: 'Showing you your half-hourly use and finding a tariff that suits it',
});

/** At least one kind of data, each named once. */
export const namedDataTypesSchema = list(dataTypeSchema, {
  min: 1,
  max: dataTypes.length,
  tooFew: 'must name at least one data type',
})
  .superRefine(refuseTwice, always)
  .meta({ uniqueItems: true, example: ['HH-CONSUMPTION', 'TARIFF-IMPORT'] });

/** Whoever receives the data beside the controllers. */
export const recipientFields = {
  name: text(255).meta({ example: 'Brightmeter' }),
  role: text(100).meta({ example: 'processor' }),
  'privacy-url': omittable(webUrlSchema.meta({ example: 'https://brightmeter.example/privacy' })),
};

export const recipientsSchema = list(z.strictObject(recipientFields), { max: MOST_NAMED }).describe(
  'Who else receives the data.',
);
