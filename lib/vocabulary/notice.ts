import { z } from 'zod';
import { list, nullable, omittable, text, webUrlSchema } from '@/lib/platform/schema-parts';
import {
  addFault,
  always,
  child,
  isAbsent,
  type RuleContext,
} from '@/lib/platform/unchecked-value';
import { MOST_NAMED } from './most-named';

/** Exactly one of the two forms of a notice. */
function refuseNotice(value: unknown, context: RuleContext): void {
  const forms = ['shared-notice', 'notices'].filter((form) => !isAbsent(child(value, form)));
  if (forms.length === 0) addFault(context, ['shared-notice'], 'or notices is required');
  if (forms.length === 2) addFault(context, ['notices'], 'does not go with shared-notice');
}

/** Refuses `notices` of `value` that leave out one of `controllers`. */
export function refuseMissingNotices(
  value: unknown,
  controllers: unknown,
  context: RuleContext,
): void {
  const notices = child(value, 'notice', 'notices');
  if (!Array.isArray(notices) || !Array.isArray(controllers)) return;
  const named = new Set(notices.map((notice: unknown) => child(notice, 'controller-name')));
  const missing = controllers
    .map((controller: unknown) => child(controller, 'name'))
    .filter((name) => typeof name === 'string' && !named.has(name));
  if (missing.length > 0) addFault(context, ['notice', 'notices'], 'must name every controller');
}

export const noticeFields = {
  'terms-url': webUrlSchema.meta({
    description: 'What the customer was shown. Checked for form, never fetched.',
    example: 'https://northwind.example/terms',
  }),
  'notice-version': text(50).meta({ example: '2026-11' }),
  'notice-language': omittable(text(35).meta({ example: 'en' })),
};

export const noticeSchema = z
  .strictObject({
    'shared-notice': nullable(z.strictObject(noticeFields).describe('One notice for all.')),
    notices: nullable(
      list(
        z.strictObject({
          'controller-name': text(255).meta({ example: 'Northwind Energy' }),
          ...noticeFields,
        }),
        { min: 2, max: MOST_NAMED, tooFew: 'must hold at least two notices' },
      ).describe('A notice of each controller; every controller is named.'),
    ),
  })
  .superRefine(refuseNotice, always)
  .meta({
    id: 'Notice',
    description: 'What the customer was told: `shared-notice` or `notices`, exactly one of them.',
  });
