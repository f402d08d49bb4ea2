import type { DeclinedReason } from '@/lib/vocabulary/declined-reasons';
import type { Form } from './read-form';

/** Which button of a page declined: "Don't allow", or "I don't recognise this", which every page has. */
export function toDeclinedReason(form: Form): DeclinedReason {
  return form.raw('declined-reason') === 'refused' ? 'refused' : 'not-recognised';
}
