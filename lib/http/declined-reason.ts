import type { DeclinedReason } from '@/lib/vocabulary/declined-reasons';
import type { Form } from './read-form';

/** Which button of a page declined: the one that says no, or "I don't recognise this"; every page has both. */
export function toDeclinedReason(form: Form): DeclinedReason {
  return form.raw('declined-reason') === 'refused' ? 'refused' : 'not-recognised';
}
